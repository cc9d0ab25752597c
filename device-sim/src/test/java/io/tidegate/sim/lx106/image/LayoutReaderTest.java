package io.tidegate.sim.lx106.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Functions with the names of the SDK's, which keep things at places of our own choice.
@Tag("lx106")
class LayoutReaderTest {
  private static final String FUNCTIONS =
      """
        .text
        .literal_position
        .global _start, g_ic, SDK_VERSION, wifi_station_get_connect_status
        .global ieee80211_output_pbuf, eagle_auth_done, ieee80211_sta_new_state, cnx_sta_leave
        .align 4
      _start:
        ret
        .align 4
      wifi_station_get_connect_status:
        addi a1, a1, -16
        s32i.n a0, a1, 4
        movi a0, g_ic
        l32i.n a0, a0, 24
        s32i.n a0, a1, 0
        call0 _start
        l32i.n a0, a1, 4
        beqz a2, 1f
        l32i.n a2, a1, 0
        %s
        addi a1, a1, 16
        ret.n
      1:movi a2, 255
        ret.n
        .align 4
      ieee80211_output_pbuf:
        l32i.n a13, a2, 28
        mov.n a14, a3
        l32i.n a0, a13, %d
        ret.n
        .align 4
      eagle_auth_done:
        addi a1, a1, -32
        movi a12, g_ic
        l32i a12, a12, 24
        l32i a0, a12, 152
        l32i.n a2, a0, 8
        l32i a4, a0, 136
        l8ui a4, a4, 6
        addi a2, a12, 4
        j 2f
        addi a3, a12, 99
      2:addi a3, a12, 60
        ret.n
        .align 4
      ieee80211_sta_new_state:
        addi a1, a1, -32
        s32i.n a2, a1, 24
        call0 _start
        l32i.n a0, a1, 24
        l32i.n a0, a0, 0
        l32i a0, a0, 0x2c8
        ret.n
        .align 4
      cnx_sta_leave:
        mov.n a12, a3
        l8ui a0, a3, 6
        addi a14, a12, 20
        call0 _start
        l8ui a2, a14, 201
        ret.n
        .data
      g_ic: .space 64
      SDK_VERSION: .asciz "%s"
      """;

  @TempDir Path folder;

  private Image image(String status, int state, String version) throws IOException {
    Path source =
        Files.writeString(folder.resolve("sdk.S"), FUNCTIONS.formatted(status, state, version));
    return Image.of(
        Toolchain.link(
            folder, "sdk", List.of("-Wl,-Ttext=0x40201000,-Tdata=0x3ffe8000", source.toString())));
  }

  @Test
  void placesAreReadOutOfTheFunctionsThatUseThem() throws IOException {
    Image image = image("l8ui a2, a2, 219", 56, "9.1.0-own");
    assertEquals(new Layout(24, 56, 60, 152, 219, 0x2c8, 136, 221), LayoutReader.read(image));
    assertEquals("9.1.0-own", image.sdkVersion());
  }

  @Test
  void whatTheCodeDoesNotShowAndTheTableDoesNotHaveIsMissing() throws IOException {
    Sdk sdk = Sdk.of(image("movi a2, 3", 56, "9.1.0-own"));
    assertFalse(sdk.works());
    assertTrue(
        sdk.missing().contains("where SDK 9.1.0-own keeps its status"), sdk.missing()::toString);
    assertTrue(sdk.missing().contains("the function or data pbuf_free"), sdk.missing()::toString);
  }

  @Test
  void codeThatDisagreesWithTheTableIsNotGuessedAbout() throws IOException {
    Sdk sdk = Sdk.of(image("l8ui a2, a2, 210", 56, "2.2.1(abcdef0)"));
    assertTrue(
        sdk.missing()
            .contains("where SDK 2.2.1(abcdef0) keeps its state: expected 68, its code says 56"),
        sdk.missing()::toString);
    assertFalse(
        sdk.missing().stream().anyMatch(each -> each.contains("its status")), "this one agrees");
  }

  @Test
  void anSdkBeforeItsFirstReleaseHasATableOfItsOwn() throws IOException {
    Sdk sdk = Sdk.of(image("l8ui a2, a2, 210", 68, "3.0.0-dev(c0f7b44)"));
    String channel =
        "where SDK %s keeps the access point's channel: expected %d, its code says 136";
    assertTrue(
        sdk.missing().contains(channel.formatted("3.0.0-dev(c0f7b44)", 120)),
        sdk.missing()::toString);
    Sdk later = Sdk.of(image("l8ui a2, a2, 210", 68, "3.0.5(b29dcd3)"));
    assertTrue(
        later.missing().contains(channel.formatted("3.0.5(b29dcd3)", 152)),
        later.missing()::toString);
  }
}
