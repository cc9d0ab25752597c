package io.tidegate.sim.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Writes a recording, a record at a time, each in the file before the call ends. Ends by itself
/// where the file would grow beyond its limit.
final class RecordingWriter implements AutoCloseable {
  private static final String LIMIT = "ended: the file has its largest size";

  /// Room that stays for the last note.
  private static final int NOTE_BYTES = 200;

  private final Path file;
  private final OutputStream out;
  private final long limitBytes;
  private final StringBuilder line = new StringBuilder();
  private long written;
  private boolean full;

  RecordingWriter(Path file, boolean replace, long limitBytes) throws IOException {
    this.file = file;
    this.limitBytes = limitBytes;
    this.out = open(file, replace);
  }

  void begin(String port, int baud, Instant started) throws IOException {
    line.setLength(0);
    line.append(RecordingReader.FORMAT).append(' ').append(RecordingReader.VERSION);
    line.append("\nport ").append(port.replaceAll("[\\r\\n]", "?"));
    line.append("\nbaud ").append(baud);
    line.append("\nstarted ").append(started.truncatedTo(ChronoUnit.MILLIS)).append("\n\n");
    put();
  }

  /// False when the file is full; the record is not in it then.
  boolean write(long nanos, Direction direction, byte[] bytes, int length) throws IOException {
    if (full) {
      return false;
    }
    line.setLength(0);
    line.append(Seconds.text(nanos)).append(' ').append(direction.mark).append(' ');
    Escapes.write(bytes, length, line);
    line.append('\n');
    if (written + line.length() + NOTE_BYTES > limitBytes) {
      full = true;
      put(nanos, LIMIT);
      return false;
    }
    put();
    return true;
  }

  /// In the file unless that is full.
  void note(long nanos, String words) throws IOException {
    if (!full) {
      put(nanos, words);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void put(long nanos, String words) throws IOException {
    line.setLength(0);
    line.append(Seconds.text(nanos)).append(" ! ").append(words).append('\n');
    put();
  }

  private void put() throws IOException {
    byte[] bytes = line.toString().getBytes(ISO_8859_1);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new IOException("cannot write to " + file + ": " + e.getMessage(), e);
    }
    written += bytes.length;
  }

  private static OutputStream open(Path file, boolean replace) throws IOException {
    OpenOption how = replace ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.CREATE_NEW;
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is there already: name another file, or --replace it", e);
    } catch (NoSuchFileException e) {
      throw new IOException("cannot write to " + file + ": there is no such folder", e);
    } catch (IOException e) {
      throw new IOException("cannot write to " + file + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
