package io.tidegate.sim.lx106.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.chip.ResetReason;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.image.Image;
import io.tidegate.sim.lx106.image.Sdk;
import io.tidegate.sim.lx106.rom.Rom;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Reception;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A chip with the SDK in small (src/test/lx106/sdk), in reach of access points: one that the
/// program wants into, and two others.
public final class SdkGuest implements Esp8266.Surroundings {
  private static final long STEP_NANOS = 1_000_000;
  private static final long STEP_CYCLES = Esp8266.HERTZ / 1_000;
  private static final byte[] MAC = {0x5c, (byte) 0xcf, 0x7f, 1, 2, 3};
  final World world = new World(7);
  final AccessPoint lab = new AccessPoint("lab", "secret", new Lan(world));
  final AccessPoint open = new AccessPoint("open house", "", new Lan(world));
  final Station station;
  final Radio radio;
  final Router router = new Router();
  final Guestbook visitor = new Guestbook();
  final List<byte[]> sent = new ArrayList<>();
  private final StringBuilder printed = new StringBuilder();
  private final Esp8266 chip;
  private final Image image;
  private final Rom rom;
  private int read;

  private SdkGuest(Image image) {
    this.image = image;
    AccessPoint far = new AccessPoint("far", "12345678", new Lan(world));
    far.reception(Reception.WEAK);
    station = new Station(world, List.of(lab, open, far));
    Flash flash = image.freshFlash(1 << 20);
    chip = new Esp8266(flash, MAC, new SplittableRandom(1), this);
    rom = new Rom(chip);
    image.symbols().stream()
        .filter(each -> each.address() >>> 16 == Memory.ROM >>> 16)
        .forEach(each -> assertTrue(rom.put(each.name(), each.address()), each.name()));
    radio = new Radio(image, Sdk.of(image), chip, rom, station, this::fromGuest, visitor);
    station.whenChanged(radio::changed);
    begin();
  }

  static Image build(Path folder) throws IOException {
    return Image.of(link(folder));
  }

  /// The file is `sdk.elf` in the folder; `defines` are for the preprocessor.
  public static Elf link(Path folder, String... defines) throws IOException {
    Path sources = Path.of("src/test/lx106/sdk");
    List<String> options = new ArrayList<>(List.of("@" + sources.resolve("options")));
    options.addAll(List.of(defines));
    options.add(sources.resolve("start.S").toString());
    try (Stream<Path> all = Files.list(sources)) {
      all.map(Path::toString).filter(each -> each.endsWith(".c")).sorted().forEach(options::add);
    }
    return Toolchain.link(folder, "sdk", options);
  }

  static SdkGuest start(Image image) {
    return new SdkGuest(image);
  }

  /// From the beginning; what its memory had stays.
  void begin() {
    for (Elf.Segment each : image.ram()) {
      chip.memory().poke(each.address(), each.bytes());
    }
    radio.reset();
    rom.enter(ResetReason.POWER, image.entry());
  }

  private void fromGuest(byte[] frame, int length) {
    sent.add(java.util.Arrays.copyOf(frame, length));
    byte[] answer = router.answer(sent.getLast());
    if (answer != null) {
      world.at(world.nowNanos() + 3 * STEP_NANOS, () -> radio.toGuest(answer));
    }
  }

  void type(char letter) {
    chip.receive(0, (byte) letter);
  }

  void seconds(int count) {
    for (int i = 0; i < 1_000 * count; i++) {
      step();
    }
  }

  private void step() {
    world.runTo(world.nowNanos() + STEP_NANOS);
    chip.run((world.nowNanos() / STEP_NANOS) * STEP_CYCLES);
  }

  long millis() {
    return world.nowNanos() / 1_000_000;
  }

  /// The line that has this in it, of those that it has not been asked for before: within so many
  /// seconds of the world.
  String line(String part, int seconds) {
    long end = world.nowNanos() + seconds * 1_000 * STEP_NANOS;
    while (world.nowNanos() < end) {
      int at = printed.indexOf(part, read);
      int stop = at < 0 ? -1 : printed.indexOf("\n", at);
      if (stop >= 0) {
        read = stop + 1;
        int start = printed.lastIndexOf("\n", at) + 1;
        return printed.substring(start, stop).strip();
      }
      step();
    }
    throw new AssertionError(
        "no \"%s\" within %d s, at 0x%08x, %s; printed: %s"
            .formatted(
                part,
                seconds,
                chip.processor().pc(),
                chip.processor().stuck(),
                printed.substring(read)));
  }

  /// What it never says: that it turned to the radio itself, or that something is broken.
  void isWell() {
    assertEquals(-1, printed.indexOf("RADIO"), printed::toString);
    assertEquals(-1, printed.indexOf("ABORT"), printed::toString);
  }

  @Override
  public void sent(int port, byte value, long cycles) {
    printed.append((char) value);
  }

  @Override
  public void driven(int pin, boolean drives, boolean high, long cycles) {}
}
