package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The demo with its real parts: ptys, jSerialComm, a spool on disk, Paho over TCP.
@Timeout(180)
class DemoTest {
  /// Keeps what was shown, and may act on it.
  private static class Watcher implements Face {
    final List<Picture> pictures = Collections.synchronizedList(new ArrayList<>());
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void show(Picture picture) {
      pictures.add(picture);
    }

    @Override
    public void event(String line) {
      events.add(line);
    }

    @Override
    public void end(Verdict verdict) {}

    @Override
    public void close() {}
  }

  private static Set<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/var/tmp"))) {
      return all.filter(each -> each.getFileName().toString().startsWith("tidegate-demo-"))
          .collect(Collectors.toSet());
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("rack|core|broker|network|port-control|MQTT.*|read-.*"))
        .toList();
  }

  @Test
  void anOutageAndPulledCablesLoseNothingAndNothingStays() throws Exception {
    Watcher face = new Watcher();
    List<Step> steps = new ArrayList<>(Step.outage("2s@4s"));
    steps.addAll(Step.unplug("board1@5s+2s"));
    steps.addAll(Step.unplug("board4@7s+1s"));
    Demo demo = new Demo(new Demo.Wishes(4, 100, 10, steps), face);

    Verdict verdict = demo.run();

    assertTrue(verdict.isGood(), () -> verdict.line() + verdict.remarks() + face.events);
    assertTrue(verdict.mostWaiting() > 5, verdict.line());
    assertTrue(face.pictures.stream().anyMatch(picture -> !picture.networkPlugged()));
    assertTrue(face.pictures.stream().anyMatch(picture -> !picture.boards().getFirst().plugged()));
    assertTrue(face.pictures.stream().anyMatch(picture -> picture.boards().getFirst().held() > 5));
    assertEquals(List.of(), threads());
  }

  @Test
  void keysPullThePlugsAndQuitEndsItWithTheCount() throws Exception {
    Demo[] demo = new Demo[1];
    Watcher face =
        new Watcher() {
          private int pressed;

          @Override
          public void show(Picture picture) {
            super.show(picture);
            boolean heard = picture.boards().stream().allMatch(b -> b.count().delivered() > 0);
            if (pressed == 0 && heard) {
              press(Demo.NETWORK);
            } else if (pressed == 1 && !picture.networkPlugged()) {
              press('2');
            } else if (pressed == 2 && !picture.boards().get(1).plugged()) {
              press('9');
              press('x');
            } else if (pressed == 4) {
              press(Demo.QUIT);
            }
          }

          private void press(char key) {
            pressed++;
            demo[0].keys().add(key);
          }
        };
    demo[0] = new Demo(new Demo.Wishes(2, 100, 0, List.of()), face);

    Verdict verdict = demo[0].run();

    assertTrue(verdict.isGood(), () -> verdict.line() + verdict.remarks());
    assertTrue(face.events.contains("demo: the network is pulled"), face.events.toString());
    assertTrue(face.events.contains("demo: board2 is unplugged"), face.events.toString());
    assertTrue(face.events.contains("demo: board2 is plugged in again"), face.events.toString());
  }

  @Test
  void itsFolderIsGoneAfterwards() throws Exception {
    Set<Path> before = folders();
    new Demo(new Demo.Wishes(1, 100, 1, List.of()), new Watcher()).run();
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!ours(before).isEmpty() && System.nanoTime() < endNanos) {
      LockSupport.parkNanos(10_000_000);
    }
    assertEquals(Set.of(), ours(before));
  }

  /// Another demo may run on this machine: its folder is locked, as soon as it is made.
  private static Set<Path> ours(Set<Path> before) throws IOException {
    Set<Path> left = folders();
    left.removeAll(before);
    left.removeIf(each -> isHeld(each.resolve("in-use")));
    return left;
  }

  private static boolean isHeld(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (IOException | OverlappingFileLockException _) {
      return false;
    }
  }
}
