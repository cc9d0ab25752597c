package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Boards that know nothing of the link: good, bad and hostile lines for every decoder.
class PlainLinesTest {
  private static final String RUN = "ASNFZ4mrze8";

  private static final List<String> BOOT =
      List.of(
          " ets Jan  8 2013,rst cause:2, boot mode:(3,7)",
          "load 0x4010f000, len 3460, room 16",
          "tail 4",
          "chksum 0xcc",
          "load 0x3fff20b8, len 40, room 4",
          "csum 0x4a",
          "v00041a30",
          "~ld",
          "rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)",
          "configsip: 0, SPIWP:0xee",
          "clk_drv:0x00,q_drv:0x00,d_drv:0x00,cs0_drv:0x00,hd_drv:0x00,wp_drv:0x00",
          "mode:DIO, clock div:2",
          "entry 0x400805e4",
          "SDK:2.2.2-dev(38a443e)/Core:3.1.2=30102000/lwIP:STABLE-2_1_3",
          "Fatal exception 9(LoadStoreAlignmentCause):",
          "epc1=0x40201bfd, epc2=0x00000000, epc3=0x00000000, excvaddr=0x00000003",
          ">>>stack>>>",
          "3ffffe90:  3fffdad0 00000000 3ffee4f0 40201c68",
          "--------------- CUT HERE FOR EXCEPTION DECODER ---------------",
          "Soft WDT reset");

  private static String reading(String device, int number, String json) {
    return device + " " + RUN + "." + number + " " + json;
  }

  /// Every line on a fresh port of this kind; what is taken of it.
  private static List<String> decoded(Decoding decoding, String... lines) {
    Conversation talk = Conversation.on(decoding);
    for (String line : lines) {
      talk.hears(line);
    }
    return talk.take(DeviceEffect.Taken.class).stream()
        .map(taken -> taken.reading().values().raw())
        .toList();
  }

  @Test
  void linesForAPlotterOnAPortLeftToItselfAreToldOncePerOpening() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    for (int i = 0; i < 4; i++) {
      talk.hears("temp:21.5,hum:" + i);
    }
    talk.hears("a print");
    assertEquals(List.of(), talk.notices(), "four are not five");
    for (int i = 0; i < 9; i++) {
      talk.hears("temp:21.5,hum:" + i);
    }
    assertEquals(List.of("not_read"), talk.notices());
  }

  @Test
  void columnsOfNumbersOnAPortLeftToItselfAreTold() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    for (int i = 0; i < 5; i++) {
      talk.hears("21.5\t-" + i);
    }
    List<DeviceEffect.Notice> told = talk.take(DeviceEffect.Notice.class);
    assertEquals(1, told.size());
    assertTrue(told.getFirst().words().contains("'21.5\t-4'"), told.toString());
    assertTrue(told.getFirst().words().endsWith("decode: csv"), told.toString());
  }

  @Test
  void pairsBetweenJsonReadingsAreAPrint() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    for (int i = 0; i < 20; i++) {
      talk.hears("heap:" + i);
      talk.hears("{\"t\":" + i + "}");
    }
    assertEquals(List.of("named_by_path"), talk.notices());
  }

  @Test
  void columnsThatNobodyNamedAreToldOncePerOpening() {
    Conversation talk = Conversation.on(Decoding.CSV);
    for (int i = 0; i < 5; i++) {
      talk.hears("21.5," + i);
    }
    assertEquals(List.of("no_header"), talk.notices());
    talk.hears("t,h");
    talk.hears("21.5,7");
    talk.hears("a print, with a comma");
    assertEquals(List.of("named_by_path"), talk.notices(), "nothing more about the header");
  }

  @Test
  void takesOneJsonObjectPerLineAsItIs() {
    List<String> lines =
        List.of(
            "{\"temp\": 22.50}",
            "{\"a\":{\"b\":[1,{\"c\":null}]},\"s\":\"\u00e9\\u00e9\"}",
            "{\"on\":true}");
    assertEquals(lines, decoded(Decoding.JSON, lines.toArray(String[]::new)));
    assertEquals(lines, decoded(Decoding.AUTO, lines.toArray(String[]::new)));
    assertEquals(List.of(), decoded(Decoding.LINK, lines.toArray(String[]::new)));
  }

  @Test
  void takesNoHalfOrWholeThatIsNoObject() {
    String[] lines = {
      "{\"temp\":22.5",
      "temp\":22.5}",
      "{}",
      "[1,2]",
      "22.5",
      "\"x\"",
      "null",
      "{\"a\":1}x",
      "x{\"a\":1}",
      "{\"a\":1}{\"b\":2}",
      "{\"a\":01}",
      "{\"a\":1,}",
      "{'a':1}",
      "{\"a\":1 \u0001}",
      "{\"a\":1,\"a\":2}",
      "{",
      "}",
      "{\"a\"}",
      "{\"a\":\"\\x\"}",
      "{\"a\":nan}"
    };
    assertEquals(List.of(), decoded(Decoding.JSON, lines));
    assertEquals(List.of(), decoded(Decoding.AUTO, lines));
  }

  @Test
  void countsAndNamesAnObjectThatIsBroken() {
    Conversation talk = Conversation.on(Decoding.JSON);
    talk.hears("{\"temp\":nan}");
    assertTrue(talk.refused().getFirst().startsWith("UNUSABLE JSON line of 12 bytes: "));
  }

  @Test
  void takesPairsWithColonsAndEqualsSigns() {
    assertEquals(
        List.of(
            "{\"temp\":22.5,\"hum\":45}",
            "{\"temp\":22.50,\"hum\":45}",
            "{\"temp\":22.5,\"hum\":45}",
            "{\"temp\":22.5,\"state\":\"on\",\"ok\":true}",
            "{\"a\":0.5,\"b\":5,\"c\":-0.25,\"d\":1e3,\"e\":\"007\"}"),
        decoded(
            Decoding.KEY_VALUE,
            "temp:22.5,hum:45",
            "temp=22.50 hum=45",
            "temp: 22.5\thum: 45",
            "temp=22.5; state=on; ok=true",
            "a=.5 b=+5 c=-.25 d=1e3 e=007"));
  }

  @Test
  void takesNoPrintForPairs() {
    assertEquals(
        List.of(),
        decoded(
            Decoding.KEY_VALUE,
            "Status: OK",
            "hello world",
            "connecting to wifi: attempt 3",
            "22.5,45",
            "temp:",
            ":5",
            "=",
            "temp:22.5,hum",
            "temp:22.5 \u0000",
            "",
            "{\"a\":1}"));
  }

  @Test
  void refusesNoNumbersInPairsAndColumns() {
    Conversation talk = Conversation.on(Decoding.KEY_VALUE);
    talk.hears("temp:nan,hum:45");
    talk.hears("temp:1,temp:2");
    talk.took();
    assertEquals(
        List.of("UNUSABLE temp is nan", "UNUSABLE temp stands twice in the line"), talk.refused());
    assertEquals(List.of(), decoded(Decoding.CSV, "t,h", "nan,45"));
  }

  @Test
  void takesColumnsUnderTheirHeader() {
    assertEquals(
        List.of("{\"t\":22.5,\"h\":45}", "{\"t\":23.0}", "{\"t\":\"a,\\\"b\",\"h\":1}"),
        decoded(
            Decoding.CSV,
            "1,2",
            "t,h",
            "22.5,45",
            "23.0,",
            "1,2,3",
            "rebooted",
            ",",
            "\"a,\"\"b\",1",
            "\"open,1"));
  }

  @Test
  void takesColumnsThatTheConfigurationNames() {
    CsvRule csv = new CsvRule(List.of("t", "h"), ';', false);
    Conversation talk =
        new Conversation(
            new BoardRules(
                List.of(new PortRule(0, "port0", Decoding.CSV, "meter", csv)), Map.of(), true));
    talk.up(0);
    talk.after(200);
    talk.hears("22,5;45");
    talk.hears("22.5;45");
    talk.took(
        reading("meter", 1, "{\"t\":\"22,5\",\"h\":45}"),
        reading("meter", 2, "{\"t\":22.5,\"h\":45}"));
  }

  @Test
  void trustsNoFirstLineThatMayHaveBegunBeforeThePortWasOpen() {
    Conversation talk = Conversation.on(Decoding.KEY_VALUE);
    talk.down(0);
    talk.up(0);
    talk.after(10);
    talk.hears("mp:2.5");
    talk.hears("temp:22.5");
    talk.took(reading("1-1.0", 1, "{\"temp\":22.5}"));
  }

  @Test
  void numbersEveryDecodedReadingAlsoARefusedOne() {
    BoardRule rule =
        new BoardRule("", false, 0, Map.of("t", new ChannelRule(0, 50, Double.NaN)), Set.of());
    Conversation talk = Conversation.on(Decoding.AUTO, Map.of("pico", rule), true);
    talk.hears("{\"device_id\":\"pico\",\"t\":1}");
    talk.hears("{\"device_id\":\"pico\",\"t\":99}");
    talk.hears("{\"device_id\":\"pico\",\"t\":2}");
    talk.took(
        reading("pico", 1, "{\"device_id\":\"pico\",\"t\":1}"),
        reading("pico", 3, "{\"device_id\":\"pico\",\"t\":2}"));
    DeviceEffect.Refused refused = talk.take(DeviceEffect.Refused.class).getFirst();
    assertEquals(2, refused.key().number());
    assertEquals("t is 99, above max 50.0", refused.words());
  }

  @Test
  void goesOnCountingWhenThePortComesBack() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    talk.hears("{\"t\":1}");
    talk.down(0);
    talk.up(0);
    talk.hears("{\"t\":2}");
    talk.took(reading("1-1.0", 1, "{\"t\":1}"), reading("1-1.0", 2, "{\"t\":2}"));
  }

  @Test
  void namesABoardByConfigurationThenLineThenSerialThenPathThenLabel() {
    PortRule named = new PortRule(0, "port0", Decoding.AUTO, "shed", null);
    PortRule open = new PortRule(1, "port1", Decoding.AUTO, "", null);
    Conversation talk = new Conversation(new BoardRules(List.of(named, open), Map.of(), true));
    talk.up(0);
    talk.hears("{\"device_id\":\"x\",\"t\":1}");
    talk.took(reading("shed", 1, "{\"device_id\":\"x\",\"t\":1}"));
    String[][] sources = {
      {"usb-1", "AB12CD34", "1-1.2", "AB12CD34", "named_by_usb"},
      {"usb-1", "0", "1-1.2", "1-1.2", "named_by_path"},
      {"/dev/ttyS0", "", "", "~2Fdev~2FttyS0", "named_by_label"}
    };
    for (String[] source : sources) {
      talk.forget();
      talk.raw(1, new byte[0]);
      talk.boards.portDown(1, talk.nowNanos);
      talk.boards.portUp(1, new PortSource(source[0], source[1], source[2]), talk.nowNanos);
      talk.hears(1, "{\"t\":1}");
      talk.took(reading(source[3], 1, "{\"t\":1}"));
      assertTrue(talk.notices().contains(source[4]));
    }
  }

  @Test
  void mapsAnIllegalNameOnceAndSaysSo() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    talk.hears("{\"device_id\":\"a/b\",\"t\":1}");
    talk.hears("{\"device_id\":\"a/b\",\"t\":2}");
    assertEquals(List.of("name_mapped"), talk.notices());
    assertEquals("a~2Fb", talk.take(DeviceEffect.Taken.class).getFirst().reading().device());
  }

  @Test
  void neverMergesTwoPortsWithOneId() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    talk.hears(0, "{\"device_id\":\"pico\",\"t\":1}");
    talk.hears(1, "{\"device_id\":\"pico\",\"t\":2}");
    talk.hears(1, "{\"device_id\":\"pico\",\"t\":3}");
    talk.took(reading("pico", 1, "{\"device_id\":\"pico\",\"t\":1}"));
    assertEquals(List.of("same_id"), talk.alarms());
    assertEquals(2, talk.refused().size());
    talk.down(0);
    talk.hears(1, "{\"device_id\":\"pico\",\"t\":4}");
    talk.took(reading("pico", 2, "{\"device_id\":\"pico\",\"t\":4}"));
  }

  @Test
  void takesPrintsOfALinkBoardForPrints() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    talk.hears("~1H esp AAAAAAAA - 1 1 64 60 sketch/1 0 -");
    talk.hears("{\"debug\":1}");
    talk.took();
    assertEquals("esp", talk.take(DeviceEffect.Line.class).getFirst().device());
  }

  @Test
  void boundsTheNumberOfBoards() {
    Conversation talk = Conversation.on(Decoding.AUTO);
    for (int i = 0; i < 2_000; i++) {
      talk.hears(i % 3, "{\"device_id\":\"d" + i + "\",\"t\":1}");
    }
    assertEquals(3 * PlainTalk.BOARDS_LIMIT, talk.readings().size());
    assertTrue(talk.refused().stream().allMatch(each -> each.startsWith("TOO_MANY_BOARDS")));
    assertTrue(talk.boards.pictures(0).size() <= BoardTable.LIMIT);
  }

  @Test
  void publishesNoNoiseAndHearsTheGoodLineBehindIt() throws Exception {
    for (Decoding decoding : List.of(Decoding.AUTO, Decoding.LINK, Decoding.JSON)) {
      Conversation talk = Conversation.on(decoding);
      ByteArrayOutputStream noise = new ByteArrayOutputStream();
      byte[] random = new byte[65_536];
      new Random(11).nextBytes(random);
      noise.write(random);
      for (String line : BOOT) {
        noise.write(("\r\n" + line).getBytes(ISO_8859_1));
      }
      noise.write(new byte[4_096]);
      for (int cut = 1; cut < 20; cut++) {
        noise.write("{\"temp\":22.5,\"hum\":45}\n".substring(cut).getBytes(UTF_8));
        noise.write("{\"temp\":22.5,\"hum\":45}".substring(0, 22 - cut).getBytes(UTF_8));
        noise.write('\n');
      }
      noise.write("1".repeat(1_000_000).getBytes(UTF_8));
      byte[] all = noise.toByteArray();
      for (int at = 0; at < all.length; at += 997) {
        talk.raw(0, java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + 997)));
      }
      talk.took();
      talk.hears("");
      talk.hears("{\"t\":1}");
      talk.hears(1, "{\"t\":1}");
      int plain = decoding == Decoding.LINK ? 0 : 2;
      assertEquals(plain, talk.readings().size(), decoding::toString);
    }
  }

  @Test
  void survivesRandomBytesOnEveryKindOfPort() {
    Random random = new Random(5);
    for (Decoding decoding : Decoding.values()) {
      Conversation talk = Conversation.on(decoding);
      for (int i = 0; i < 400; i++) {
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        for (int b = 0; b < bytes.length; b += 1 + random.nextInt(40)) {
          bytes[b] = (byte) "\n{}:=,\"~1RH*".charAt(random.nextInt(12));
        }
        talk.raw(random.nextInt(3), bytes);
      }
      talk.forget();
    }
  }
}
