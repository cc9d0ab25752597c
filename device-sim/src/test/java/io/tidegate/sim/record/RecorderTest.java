package io.tidegate.sim.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class RecorderTest {
  private static final long LIMIT_NANOS = 60_000_000_000L;

  @TempDir Path folder;
  private Pty port;
  private Path file;
  private Path through;
  private volatile String why = "";
  private Recorder recorder;
  private FutureTask<Void> running;

  @BeforeEach
  void plug() throws IOException {
    port = new Pty(folder.resolve("port"));
    port.plug();
    file = folder.resolve("a.tgrec");
    through = folder.resolve("through");
  }

  @AfterEach
  void unplug() {
    why = "the test is over";
    port.close();
  }

  private void start(Path through, long limitBytes) throws IOException {
    recorder =
        new Recorder(
            new Recorder.Plan(port.path(), 74_880, file, false, limitBytes, through),
            Instant.parse("2026-11-28T09:30:00Z"));
    running =
        new FutureTask<>(
            () -> {
              try (Recorder made = recorder) {
                made.run(() -> why);
              }
              return null;
            });
    Thread.ofPlatform().daemon(true).start(running);
  }

  private void stop() throws Exception {
    why = "enough";
    running.get();
  }

  private void say(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    assertEquals(bytes.length, port.write(bytes, 0, bytes.length));
  }

  private void await(BooleanSupplier condition) {
    long endNanos = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < endNanos, "in time; so far: " + recorder.counts());
      LockSupport.parkNanos(1_000_000);
    }
  }

  private boolean fileSays(String words) {
    try {
      return Files.readString(file).contains(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Recording recording, Direction direction) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < recording.size(); i++) {
      if (recording.direction(i) == direction) {
        text.append(new String(recording.bytes(i), ISO_8859_1));
      }
    }
    return text.toString();
  }

  @Test
  void whatThePortSaysIsInTheFileWhileItRuns() throws Exception {
    start(null, 1 << 20);
    assertEquals(74_880, port.baud());
    say("n:1\r\n\0\u00ff");
    await(() -> recorder.counts().heardBytes() == 7);
    assertEquals("n:1\r\n\0\u00ff", text(Recording.read(file), Direction.HEARD));
    say("n:2\r\n");
    await(() -> recorder.counts().heardBytes() == 12);
    stop();
    Recording recording = Recording.read(file);
    assertEquals("n:1\r\n\0\u00ffn:2\r\n", text(recording, Direction.HEARD));
    assertEquals(recorder.counts().heardReads(), recording.size());
    assertEquals(port.path().toString(), recording.port());
    assertEquals(74_880, recording.baud());
    assertEquals(Instant.parse("2026-11-28T09:30:00Z"), recording.started());
    assertTrue(Files.readString(file).endsWith(" ! ended: enough\n"));
  }

  @Test
  void aPortThatComesBackIsRecordedOn() throws Exception {
    start(null, 1 << 20);
    say("before");
    await(() -> recorder.counts().heardBytes() == 6);
    port.unplug();
    await(() -> recorder.counts().losses() == 1);
    port.plug();
    await(() -> fileSays(" ! the port is back"));
    say("after");
    await(() -> recorder.counts().heardBytes() == 11);
    stop();
    assertEquals("beforeafter", text(Recording.read(file), Direction.HEARD));
    String all = Files.readString(file);
    assertTrue(all.indexOf(" ! the port is gone") > all.indexOf("before"), all);
    assertTrue(all.indexOf(" ! the port is back") < all.indexOf("after"), all);
  }

  @Test
  void aProgramWorksThroughItAndBothWaysAreRecorded() throws Exception {
    start(through, 1 << 20);
    try (FileChannel program =
        FileChannel.open(through, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      program.write(ByteBuffer.wrap("ask\n".getBytes(ISO_8859_1)));
      assertEquals("ask\n", arrived(4));
      say("answer\n");
      ByteBuffer got = ByteBuffer.allocate(7);
      while (got.hasRemaining()) {
        program.read(got);
      }
      assertEquals("answer\n", new String(got.array(), ISO_8859_1));
    }
    stop();
    assertFalse(Files.exists(through));
    Recording recording = Recording.read(file);
    assertEquals("ask\n", text(recording, Direction.SENT));
    assertEquals("answer\n", text(recording, Direction.HEARD));
    assertEquals(4, recorder.counts().sentBytes());
  }

  /// The port takes only so much at once; what it does not take waits, and the program with it.
  @Test
  void aLongMessageOfAProgramReachesTheBoardWhole() throws Exception {
    start(through, 1 << 20);
    String message = "0123456789abcdef".repeat(4_096);
    Thread writer =
        Thread.ofPlatform()
            .daemon(true)
            .start(
                () -> {
                  try {
                    Files.writeString(through, message, StandardOpenOption.WRITE);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    assertEquals(message, arrived(message.length()));
    writer.join();
    stop();
    assertEquals(message, text(Recording.read(file), Direction.SENT));
  }

  private String arrived(int length) {
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[4_096];
    await(
        () -> {
          text.append(new String(some, 0, port.read(some), ISO_8859_1));
          return text.length() >= length;
        });
    return text.toString();
  }

  @Test
  void itEndsWhenTheFileIsFull() throws Exception {
    start(null, 4_096);
    await(
        () -> {
          port.write("0123456789".getBytes(ISO_8859_1), 0, 10);
          return running.isDone();
        });
    running.get();
    assertTrue(recorder.isFull());
    assertTrue(Files.size(file) <= 4_096);
    Recording recording = Recording.read(file);
    assertEquals(recorder.counts().heardBytes(), recording.byteCount(Direction.HEARD));
  }

  @Test
  void aFileThatCannotBeMadeLeavesThePortAlone() throws IOException {
    Files.writeString(file, "kept");
    assertThrows(IOException.class, () -> start(through, 1 << 20));
    assertFalse(port.isOpened());
    assertFalse(Files.exists(through));
  }

  @Test
  void aPlanThatCannotBeIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Recorder.Plan(port.path(), 49, file, false, 1 << 20, null));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Recorder.Plan(port.path(), 9_600, file, false, 4_095, null));
  }
}
