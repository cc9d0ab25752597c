package io.tidegate.sim.lx106.rom;

import java.util.HashMap;
import java.util.Map;

/// Where the ROM has its functions: for loaders, and for programs that come without names. Those
/// that come with names are linked to the same places.
///
/// Facts: the public linker script `eagle.rom.addr.v6.ld`, of which these are the functions that
/// answer here; counted from 0x40000000.
final class PublicAddresses {
  private static final int ROM = 0x40000000;

  private static final String TABLE =
      """
      0080 _ResetVector, 00a4 _ResetHandler, 0454 _xtos_set_exception_handler,
      048c _xtos_l1int_handler, 056c _xtos_restore_intlevel, 0574 _xtos_set_vpri,
      0590 _xtos_cause3_handler, 0598 _xtos_c_wrapper_handler, 05f0 srand, 0600 rand,
      0650 __muldi3, 0dc0 ets_set_idle_cb, 0dd0 ets_task, 0e04 ets_run, 0e24 ets_post,
      0e24 ets_post_rom, 0f74 ets_intr_lock, 0f80 ets_intr_unlock, 0f88 ets_isr_attach,
      0f98 ets_isr_mask, 0fa8 ets_isr_unmask, 18a4 ets_memset, 18b4 ets_memcpy, 18c4 ets_memmove,
      18d4 ets_memcmp, 1da0 ets_write_char, 1dcc ets_uart_putc1, 1f00 ets_vprintf,
      242c ets_install_putc1, 2438 ets_install_uart_printf, 2450 ets_install_external_printf,
      248c ets_install_putc2, 24cc ets_printf, 2544 ets_uart_printf, 2578 ets_external_printf,
      25e0 rtc_get_reset_reason, 264c software_reset, 2a88 ets_strcpy, 2a98 ets_strncpy,
      2aa8 ets_strcmp, 2ab8 ets_strncmp, 2ac8 ets_strlen, 2ad8 ets_strstr, 2ae8 ets_bzero,
      2af8 ets_str2macaddr, 2b74 ets_char2xdigit, 2bcc ets_getc, 2be8 ets_putc,
      2ecc ets_delay_us, 2f04 ets_update_cpu_frequency, 2f0c ets_get_cpu_frequency,
      2f34 ets_wdt_get_mode, 2fa0 ets_wdt_enable, 30f0 ets_wdt_disable, 3158 ets_wdt_restore,
      3170 ets_wdt_init, 31b4 roundup2, 31c0 multofup, 383c uartAttach, 38a4 uart_buff_switch,
      3924 uart_baudrate_detect, 39d8 rom_uart_div_modify, 3a14 Uart_Init, 3b30 uart_tx_one_char,
      3b64 uart_rx_one_char_block, 3b8c uart_rx_one_char, 3f4c GetUartDevice,
      3f58 SelectSpiFunction, 43c8 SPI_read_status, 4400 SPI_write_status, 443c SPI_write_enable,
      448c Wait_SPI_Idle, 44c0 Enable_QMode, 4644 spi_flash_attach, 4678 Cache_Read_Enable,
      47f0 Cache_Read_Disable, 4878 SPIUnlock, 48a8 SPILock, 48ec SPIReadModeCnfig,
      4984 SPIEraseChip, 49b4 SPIEraseBlock, 4a00 SPIEraseSector, 4a4c SPIWrite, 4b1c SPIRead,
      4b44 SPIEraseArea, 4c2c SPIParamCfg, 4c50 gpio_init, 4cd0 gpio_output_set,
      4cf0 gpio_input_get, 4d04 gpio_register_set, 4d5c gpio_register_get,
      4d88 gpio_intr_pending, 4d90 gpio_pin_intr_state_set, 4dcc gpio_intr_ack,
      4e90 gpio_pin_wakeup_enable, 4ed4 gpio_pin_wakeup_disable, 4f40 lldesc_build_chain,
      5050 lldesc_num2link, 507c lldesc_set_owner, 60c0 rom_abs_temp,
      60d0 rom_chip_v5_disable_cca, 60ec rom_chip_v5_enable_cca, 610c rom_chip_v5_sense_backoff,
      615c rom_dc_iq_est, 61b8 rom_en_pwdet, 6238 rom_get_bb_atten, 6260 rom_get_corr_power,
      62dc rom_get_fm_sar_dout, 6394 rom_get_noisefloor, 63b0 rom_get_power_db,
      6400 rom_iq_est_disable, 6430 rom_iq_est_enable, 6484 rom_linear_to_db,
      650c rom_set_txclk_en, 6550 rom_set_rxclk_en, 65a4 rom_mhz2ieee, 6628 rom_rxiq_get_mis,
      6738 rom_sar_init, 678c rom_set_ana_inf_tx_scale, 67c8 rom_set_loopback_gain,
      6830 rom_set_noise_floor, 6874 rom_start_noisefloor, 68b4 rom_start_tx_tone,
      698c rom_stop_tx_tone, 6a1c rom_txtone_linear_pwr, 6a98 rom_tx_mac_disable,
      6ad4 rom_tx_mac_enable, 6b08 phy_get_romfuncs, 6b10 rom_ana_inf_gating_en,
      6c50 rom_set_channel_freq, 6f84 rom_chip_50_set_channel, 711c rom_chip_v5_rx_init,
      718c rom_chip_v5_tx_init, 7268 rom_i2c_readReg, 729c rom_i2c_readReg_Mask,
      72d8 rom_i2c_writeReg, 730c rom_i2c_writeReg_Mask, 737c rom_pbus_debugmode,
      7410 rom_pbus_enter_debugmode, 7448 rom_pbus_exit_debugmode, 747c rom_pbus_force_test,
      74d8 rom_pbus_rd, 754c rom_pbus_set_rxgain, 7610 rom_pbus_set_txgain,
      7648 rom_pbus_workmode, 7688 rom_pbus_xpd_rx_off, 76cc rom_pbus_xpd_rx_on,
      76fc rom_pbus_xpd_tx_off, 7740 rom_pbus_xpd_tx_on, 77a0 rom_pbus_xpd_tx_on__low_gain,
      7804 rom_phy_reset_req, 781c rom_restart_cal, 7868 rom_rfpll_reset,
      78dc rom_write_rfpll_sdm, 7968 rom_rfpll_set_freq, 7a28 rom_cal_tos_v50,
      7bf0 rom_pbus_dco___SA2, 7eb4 rom_rfcal_pwrctrl, 804c rom_rfcal_rxiq,
      8264 rom_rfcal_rxiq_set_reg, 8388 rom_rfcal_txcap, 8610 rom_rfcal_txiq,
      88b8 rom_rfcal_txiq_cover, 8a70 rom_rfcal_txiq_set_reg, 8b6c rom_rxiq_cover_mg_mp,
      8c6c rom_set_txbb_atten, 8d34 rom_set_txiq_cal, 8dd0 rijndaelKeySetupDec,
      9300 rijndaelKeySetupEnc, 9410 aes_unwrap, 97ac md5_vector, 9818 MD5Init, 9834 MD5Update,
      9900 MD5Final, a160 hmac_md5_vector, a2cc hmac_md5, a2ec sha1_vector, a364 SHA1Transform,
      b584 SHA1Init, b5a8 SHA1Update, b648 SHA1Final, b840 pbkdf2_sha1, b8b4 hmac_sha1_vector,
      ba28 hmac_sha1, ba48 sha1_prf, bd28 _xtos_set_interrupt_handler_arg,
      bd70 _xtos_set_interrupt_handler, bd84 _xtos_ints_on, bda4 _xtos_ints_off, bdc8 strcmp,
      bec8 strcpy, bf4c strlen, bfa8 strncmp, c0a0 strncpy, c180 __addsf3, c268 __subsf3,
      c3dc __mulsf3, c4c4 __fixunssfsi, c538 __adddf3, c688 __subdf3, c8f0 __muldf3,
      cb94 __divdf3, ccb8 __fixdfsi, cd00 __fixunsdfsi, cd5c __truncdfsf2, cdfc __extendsfdf2,
      ce60 __divdi3, d310 __udivdi3, d770 __umoddi3, dbe0 _xtos_alloca_handler,
      dbe4 _xtos_syscall_handler, dbf8 _xtos_p_none, dbfc _xtos_set_intlevel,
      dc18 _xtos_set_min_intlevel, dc3c _xtos_unhandled_interrupt,
      dc44 _xtos_unhandled_exception, dc54 _xtos_return_from_exc, dc88 __divsi3,
      dcf0 __umulsidi3, dd38 xthal_get_ccount, dd40 xthal_set_ccompare, dd4c xthal_get_ccompare,
      dd58 xthal_get_interrupt, dd58 xthal_get_intread, dd60 xthal_set_intclear, dd68 rc4_skip,
      de84 bzero, dea8 memcmp, df48 memcpy, e04c memmove, e190 memset, e1e0 strstr,
      e21c __udivsi3, e268 __umodsi3, e2a4 __floatunsisf, e2ac __floatsisf, e2e8 __floatunsidf,
      e2f0 __floatsidf
      """;

  static final Map<String, Integer> ALL = read();

  private PublicAddresses() {}

  private static Map<String, Integer> read() {
    Map<String, Integer> all = new HashMap<>();
    for (String each : TABLE.strip().split(",\\s+")) {
      String[] parts = each.split(" ");
      all.put(parts[1], ROM + Integer.parseInt(parts[0], 16));
    }
    return Map.copyOf(all);
  }
}
