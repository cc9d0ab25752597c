package io.tidegate.sim.lx106.rom;

import java.util.List;
import java.util.stream.Stream;

/// What the ROM does to the radio, which is not there: such a function changes nothing and gives 0.
/// Only the analogue part says of itself that it is ready.
final class Radio {
  private static final List<String> NOTHING =
      List.of(
          "rom_ana_inf_gating_en",
          "rom_cal_tos_v50",
          "rom_chip_50_set_channel",
          "rom_chip_v5_disable_cca",
          "rom_chip_v5_enable_cca",
          "rom_chip_v5_rx_init",
          "rom_chip_v5_sense_backoff",
          "rom_chip_v5_tx_init",
          "rom_dc_iq_est",
          "rom_en_pwdet",
          "rom_get_bb_atten",
          "rom_get_corr_power",
          "rom_get_fm_sar_dout",
          "rom_get_noisefloor",
          "rom_get_power_db",
          "rom_i2c_readReg",
          "rom_i2c_writeReg",
          "rom_i2c_writeReg_Mask",
          "rom_iq_est_disable",
          "rom_iq_est_enable",
          "rom_linear_to_db",
          "rom_pbus_dco___SA2",
          "rom_pbus_debugmode",
          "rom_pbus_enter_debugmode",
          "rom_pbus_exit_debugmode",
          "rom_pbus_force_test",
          "rom_pbus_rd",
          "rom_pbus_set_rxgain",
          "rom_pbus_set_txgain",
          "rom_pbus_workmode",
          "rom_pbus_xpd_rx_off",
          "rom_pbus_xpd_rx_on",
          "rom_pbus_xpd_tx_off",
          "rom_pbus_xpd_tx_on",
          "rom_pbus_xpd_tx_on__low_gain",
          "rom_phy_reset_req",
          "rom_restart_cal",
          "rom_rfcal_pwrctrl",
          "rom_rfcal_rxiq",
          "rom_rfcal_rxiq_set_reg",
          "rom_rfcal_txcap",
          "rom_rfcal_txiq",
          "rom_rfcal_txiq_cover",
          "rom_rfcal_txiq_set_reg",
          "rom_rfpll_reset",
          "rom_rfpll_set_freq",
          "rom_rxiq_cover_mg_mp",
          "rom_rxiq_get_mis",
          "rom_sar_init",
          "rom_set_ana_inf_tx_scale",
          "rom_set_channel_freq",
          "rom_set_loopback_gain",
          "rom_set_noise_floor",
          "rom_set_rxclk_en",
          "rom_set_txbb_atten",
          "rom_set_txclk_en",
          "rom_set_txiq_cal",
          "rom_start_noisefloor",
          "rom_start_tx_tone",
          "rom_stop_tx_tone",
          "rom_tx_mac_disable",
          "rom_tx_mac_enable",
          "rom_txtone_linear_pwr",
          "rom_write_rfpll_sdm",
          "phy_none");

  private static final int SECOND_BAND = 2484;

  private Radio() {}

  static List<Function> functions() {
    return Stream.concat(
            NOTHING.stream().map(name -> new Function(name, 20, c -> c.give(0))),
            Stream.of(
                new Function("phy_get_romfuncs", 4, c -> c.give(Data.RADIO_FUNCTIONS)),
                new Function("rom_i2c_readReg_Mask", 20, c -> c.give(ready(c))),
                new Function("rom_abs_temp", 4, c -> c.give(Math.abs(c.word(0)))),
                new Function("rom_mhz2ieee", 20, c -> c.give(channel(c.word(0))))))
        .toList();
  }

  /// Of a register of the analogue part, bits from the fifth argument up to the fourth: whoever
  /// waits for it finds all of them set.
  private static int ready(Call call) {
    return (1 << (call.word(3) - call.word(4) & 7) + 1) - 1;
  }

  private static int channel(int megahertz) {
    return megahertz == SECOND_BAND ? 14 : megahertz < SECOND_BAND ? (megahertz - 2407) / 5 : -1;
  }
}
