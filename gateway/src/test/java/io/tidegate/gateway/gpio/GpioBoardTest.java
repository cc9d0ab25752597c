package io.tidegate.gateway.gpio;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.core.Input;
import io.tidegate.gateway.i2c.Chip;
import io.tidegate.gateway.i2c.FullScale;
import io.tidegate.gateway.i2c.SimBus;
import io.tidegate.gateway.system.Eventually;
import io.tidegate.sim.i2c.BoschChip;
import io.tidegate.sim.signal.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The machine's own board against an inbox that only remembers.
@Timeout(180)
class GpioBoardTest {
  private static final int PORT = 3;
  private static final String SESSION = "c2Vzc2lv";
  private static final long SOON_NANOS = 1_000_000_000L;

  /// Where nothing hangs nothing is to be taken for it, however slow the machine.
  private static final long NEVER_NANOS = 3_600_000_000_000L;

  private static final long HANG_NANOS = 200_000_000L;
  private static final String OTHER = "28-000000000002";

  @TempDir Path folder;
  private SensorTree tree;
  private MemoryInbox inbox;
  private GpioBoard board;
  private final List<Path> hanging = new ArrayList<>();

  @BeforeEach
  void make() throws IOException {
    tree = new SensorTree(folder.resolve("sys"));
    inbox = new MemoryInbox();
  }

  @AfterEach
  void end() throws IOException {
    if (board != null) {
      board.close();
    }
    for (Path file : hanging) {
      SensorTree.free(file);
    }
  }

  private void start(SensorSettings... sensors) {
    start(NEVER_NANOS, sensors);
  }

  private void start(long hangNanos, SensorSettings... sensors) {
    board =
        new GpioBoard(
            settings(List.of(sensors)), inbox, hangNanos, null, folder, new Sensors(tree.sysfs));
    board.start(0);
  }

  private GpioSettings settings(List<SensorSettings> sensors) {
    return new GpioSettings(PORT, "pi-gpio", tree.sysfs, sensors, PinSettings.NONE);
  }

  private static SensorSettings w1(String name, String id, long everyNanos) {
    return new SensorSettings(name, new SensorSettings.W1(id), everyNanos, 2);
  }

  private static SensorSettings iio(String name, String channel) {
    return new SensorSettings(name, new SensorSettings.Iio("iio:device0", channel), SOON_NANOS, 1);
  }

  private <T> T await(Class<T> kind, int number) {
    Eventually.await(
        60_000, () -> inbox.all(kind).size() >= number, () -> kind + " in " + inbox.everything());
    return inbox.all(kind).get(number - 1);
  }

  private Input.SensorFault awaitFault(String sensor) {
    Eventually.await(
        20_000,
        () -> inbox.all(Input.SensorFault.class).stream().anyMatch(f -> f.sensor().equals(sensor)),
        () -> "a fault of " + sensor + " in " + inbox.everything());
    return inbox.all(Input.SensorFault.class).stream()
        .filter(fault -> fault.sensor().equals(sensor))
        .findFirst()
        .orElseThrow();
  }

  private void say(Frame frame) {
    assertTrue(board.send(PORT, FrameEncoder.encode(frame)));
  }

  private void welcome() {
    say(new Frame.Welcome(await(Frame.Hello.class, 1).nonce(), SESSION));
  }

  @Test
  void itSaysHelloWithItsChannelsAndTellsEachReadingOnce() throws IOException {
    tree.w1(SensorTree.ID, 21_437);
    tree.iio(0, "bmp280", "in_pressure_input", "100.653");
    start(w1("shed", SensorTree.ID, 3_600 * SOON_NANOS), iio("air", "pressure"));
    Frame.Hello hello = await(Frame.Hello.class, 1);
    assertEquals("pi-gpio 2 256", hello.dev() + " " + hello.channels() + " " + hello.ring());
    assertEquals("shed Cel 2", shown(await(Frame.Describe.class, 1)));
    assertEquals("air hPa 1", shown(await(Frame.Describe.class, 2)));
    welcome();
    await(Frame.Reading.class, 2);
    List<String> texts = inbox.all(Frame.Reading.class).stream().map(Frame.Reading::json).toList();
    assertTrue(texts.contains("{\"shed\":21.44}"), texts.toString());
    assertTrue(texts.contains("{\"air\":1006.5}"), texts.toString());
    assertTrue(inbox.everything().getFirst() instanceof Input.PortUp(int port, _) && port == PORT);
  }

  private static String shown(Frame.Describe channel) {
    return channel.name() + " " + channel.unit() + " " + channel.decimals();
  }

  @Test
  void eachFailingReadIsToldAndIsNewsOnlyWhenTheTroubleIsAnother() throws IOException {
    tree.w1(SensorTree.ID, 85_000);
    start(w1("shed", SensorTree.ID, SOON_NANOS));
    welcome();
    await(Input.SensorFault.class, 2);
    tree.w1(SensorTree.ID, 126_000);
    Eventually.await(
        20_000,
        () -> inbox.all(Input.SensorFault.class).getLast().words().contains("126 Cel"),
        () -> "another fault in " + inbox.everything());
    tree.w1(SensorTree.ID, 20_000);
    assertEquals(new Input.SensorWell(PORT, "shed"), await(Input.SensorWell.class, 1));
    await(Frame.Reading.class, 1);
    String before = "";
    for (Input.SensorFault fault : inbox.all(Input.SensorFault.class)) {
      String kind = fault.words().substring(0, 3);
      assertEquals(!kind.equals(before), fault.news(), () -> inbox.everything().toString());
      before = kind;
    }
    assertEquals(
        List.of("{\"shed\":20.00}"),
        inbox.all(Frame.Reading.class).stream().map(Frame.Reading::json).distinct().toList(),
        "no value that is none");
  }

  @Test
  void aReadThatHangsIsToldAndHoldsUpNeitherTheBoardNorTheOtherBus() throws Exception {
    hanging.add(tree.w1File(SensorTree.ID));
    SensorTree.hanging(hanging.getFirst());
    tree.iio(0, "bmp280", "in_temp_input", "25080");
    start(HANG_NANOS, w1("shed", SensorTree.ID, SOON_NANOS), iio("air", "temp"));
    welcome();
    Input.SensorFault fault = awaitFault("shed");
    assertTrue(fault.news() && fault.words().contains("has not come back"), fault.toString());
    await(Frame.Reading.class, 2);
    long begunNanos = System.nanoTime();
    board.close();
    long tookMillis = (System.nanoTime() - begunNanos) / 1_000_000;
    assertTrue(tookMillis < 20_000, "the end took " + tookMillis + " ms");
    SensorTree.free(hanging.getFirst());
    Eventually.await(60_000, () -> threads().isEmpty(), () -> "left: " + threads());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("gpio-board") || name.startsWith("sensors-"))
        .toList();
  }

  @Test
  void aSensorBehindOneThatHangsIsReadWhenThatComesBack() throws Exception {
    hanging.add(tree.w1File(SensorTree.ID));
    SensorTree.hanging(hanging.getFirst());
    tree.w1(OTHER, 10_000);
    start(HANG_NANOS, w1("shed", SensorTree.ID, 3_600 * SOON_NANOS), w1("tank", OTHER, SOON_NANOS));
    welcome();
    awaitFault("shed");
    assertEquals(List.of(), inbox.all(Frame.Reading.class));
    SensorTree.free(hanging.getFirst());
    assertEquals("{\"tank\":10.00}", await(Frame.Reading.class, 1).json());
  }

  private static SensorSettings i2c(String name, int bus, String channel) {
    SensorSettings.I2c source =
        new SensorSettings.I2c(bus, 0x76, Chip.BME280, channel, FullScale.V4_096);
    return new SensorSettings(name, source, SOON_NANOS, 1);
  }

  @Test
  void chipsOnI2cAreSensorsLikeOthersAndABusThatHangsCostsOnlyItsOwn() {
    SimBus well = new SimBus();
    well.wires.attach(
        0x76,
        new BoschChip(
            BoschChip.BME280, Signal.steady(21.5), Signal.steady(1000), Signal.steady(50)));
    SimBus hanging = new SimBus();
    CountDownLatch freed = new CountDownLatch(1);
    hanging.meanwhile = () -> awaitUninterruptibly(freed);
    Sensors sensors = new Sensors(tree.sysfs, number -> number == 1 ? well : hanging);
    List<SensorSettings> all =
        List.of(
            i2c("warm", 1, "temp"),
            i2c("wet", 1, "humidity"),
            i2c("air", 1, "pressure"),
            i2c("far", 2, "temp"));
    board = new GpioBoard(settings(all), inbox, HANG_NANOS, null, folder, sensors);
    board.start(0);
    try {
      welcome();
      Input.SensorFault fault = awaitFault("far");
      assertTrue(fault.words().contains("has not come back"), fault.toString());
      await(Frame.Reading.class, 6);
    } finally {
      freed.countDown();
    }
    assertEquals(
        Set.of("{\"warm\":21.5}", "{\"wet\":50.0}", "{\"air\":1000.0}"),
        inbox.all(Frame.Reading.class).stream().map(Frame.Reading::json).collect(toSet()));
    assertEquals("Cel % hPa Cel", units());
    well.wires.detach(0x76);
    assertTrue(awaitFault("wet").words().contains("nothing answers"));
  }

  private String units() {
    return String.join(
        " ", inbox.all(Frame.Describe.class).stream().limit(4).map(Frame.Describe::unit).toList());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(50, TimeUnit.SECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatIsNotAcknowledgedIsKeptAndToldAgainAfterARestartOfTheBoard() throws IOException {
    tree.w1(SensorTree.ID, 10_000);
    start(w1("shed", SensorTree.ID, 3_600 * SOON_NANOS));
    welcome();
    await(Frame.Reading.class, 1);
    board.reopen(PORT, true);
    Input.PortDown down = await(Input.PortDown.class, 1);
    assertEquals(Input.PortDown.Why.WANTED, down.why());
    await(Input.PortUp.class, 2);
    Frame.Hello again = await(Frame.Hello.class, 2);
    assertEquals(SESSION + " 1 2", again.session() + " " + again.base() + " " + again.next());
    say(new Frame.Welcome(again.nonce(), SESSION));
    assertEquals(1, await(Frame.Reading.class, 2).seq());
    say(new Frame.Ack(SESSION, 1));
    say(new Frame.Who());
    assertEquals(2, await(Frame.Hello.class, 3).base(), "it has dropped what is safe");
  }

  @Test
  void whileItIsLeftAloneItSaysNothingAndCanEnd() throws IOException {
    tree.w1(SensorTree.ID, 10_000);
    SensorSettings sensor = w1("shed", SensorTree.ID, SOON_NANOS);
    board =
        new GpioBoard(
            settings(List.of(sensor)), inbox, HANG_NANOS, null, folder, new Sensors(tree.sysfs));
    board.start(600_000);
    board.close();
    assertEquals(0, board.told().last());
    assertEquals(List.of(), inbox.all(Frame.class));
    assertEquals(List.of(), inbox.all(Input.PortUp.class));
    Eventually.await(60_000, () -> threads().isEmpty(), () -> "left: " + threads());
  }

  @Test
  void atTheEndItHandsOverWhatItHoldsAndTakesNothingMore() throws IOException {
    tree.w1(SensorTree.ID, 10_000);
    start(w1("shed", SensorTree.ID, SOON_NANOS));
    welcome();
    await(Frame.Reading.class, 1);
    board.close();
    io.tidegate.gateway.device.LastWord told = board.told();
    assertEquals(told.last(), inbox.all(Frame.Reading.class).getLast().seq());
    assertEquals("pi-gpio " + SESSION, told.device() + " " + told.session());
    assertTrue(
        inbox.everything().getLast() instanceof Input.PortDown(_, Input.PortDown.Why why, _)
            && why == Input.PortDown.Why.ENDING,
        () -> inbox.everything().toString());
    assertFalse(board.send(PORT, new byte[] {'\n'}));
  }
}
