package io.tidegate.gateway.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which bytes go to Paho, and which answers to us, however the network cuts them.
final class PacketInputTest {
  private static final byte[] PUBACK_7 = {0x40, 2, 0, 7};
  private static final byte[] PUBACK_500 = {0x40, 2, 1, (byte) 0xF4};
  private static final byte[] PUBREC_65535 = {0x50, 2, (byte) 0xFF, (byte) 0xFF};
  private static final byte[] PUBCOMP_65526 = {0x70, 2, (byte) 0xFF, (byte) 0xF6};
  private static final byte[] PUBREL_7 = {0x62, 2, 0, 7};
  private static final byte[] PINGRESP = {(byte) 0xD0, 0};

  /// A command whose payload looks like an acknowledgement.
  private static final byte[] COMMAND = {0x32, 9, 0, 1, 's', 0, 3, 0x40, 2, 0, 9};

  private final List<String> answers = new ArrayList<>();
  private int rests;

  @Test
  void answersAreOursAndTheRestIsPahosHoweverItIsCut() throws IOException {
    byte[] all =
        joined(
            PUBACK_7,
            COMMAND,
            PUBREC_65535,
            PINGRESP,
            PUBACK_500,
            PUBREL_7,
            longCommand(),
            PUBCOMP_65526,
            PUBACK_7);
    byte[] forPaho = joined(COMMAND, PINGRESP, PUBREL_7, longCommand());
    for (int piece = 1; piece <= all.length; piece++) {
      answers.clear();
      assertArrayEquals(forPaho, input(all, piece).readAllBytes(), "pieces of " + piece);
      assertEquals(
          List.of("40 7", "50 65535", "40 500", "70 65526", "40 7"), answers, "pieces of " + piece);
    }
  }

  @Test
  void singleBytesAreReadToo() throws IOException {
    InputStream input = input(joined(PUBACK_7, PINGRESP), 3);
    assertEquals(0xD0, input.read());
    assertEquals(0, input.read());
    assertEquals(-1, input.read());
  }

  @Test
  void answersAloneAreFollowedByARest() throws IOException {
    input(joined(PUBACK_7, PUBREC_65535), 8).readAllBytes();
    assertEquals(1, rests);
    input(joined(PUBACK_7, PINGRESP), 8).readAllBytes();
    assertEquals(1, rests, "something else came with them");
  }

  @Test
  void theEndIsTheEnd() throws IOException {
    assertEquals(-1, input(new byte[0], 8).read(new byte[8], 0, 8));
    assertEquals(0, rests);
  }

  private InputStream input(byte[] bytes, int piece) {
    InputStream network =
        new ByteArrayInputStream(bytes) {
          @Override
          public int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(piece, length));
          }
        };
    PacketInput.Answers told = (type, id) -> answers.add(Integer.toHexString(type) + " " + id);
    return new PacketInput(network, told, () -> rests++);
  }

  private static byte[] longCommand() {
    byte[] command = new byte[3 + 300];
    command[0] = 0x30;
    command[1] = (byte) (0x80 | 300 & 0x7F);
    command[2] = 300 >> 7;
    java.util.Arrays.fill(command, 3, command.length, (byte) 0x40);
    return command;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
