package io.tidegate.gateway.file;

import io.tidegate.gateway.spool.DiskStep;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of a spool folder: segments `<id, 16 hex digits>.seg`, `cursor-0`, `cursor-1`, and the
/// folder `quarantine`. Performs single steps; not thread-safe.
final class FolderFiles implements AutoCloseable {
  private static final Pattern SEGMENT_NAME = Pattern.compile("([0-9a-f]{16})\\.seg");

  /// A segment is at most 16 MiB; a larger file of its name is read up to here.
  private static final int READ_LIMIT_BYTES = 32 << 20;

  private final Path folder;
  private final QuarantineFolder quarantine;
  private final Map<Long, FileChannel> open = new HashMap<>();

  FolderFiles(Path folder) {
    this.folder = folder;
    this.quarantine = new QuarantineFolder(folder.resolve("quarantine"));
  }

  /// Gives the bytes of a Load step, null for the others.
  byte[] perform(DiskStep step) throws IOException {
    switch (step) {
      case DiskStep.Append(long segment, byte[] bytes) ->
          writeFully(channel(segment), ByteBuffer.wrap(bytes));
      case DiskStep.Sync(long segment) -> channel(segment).force(false);
      case DiskStep.SyncFolder() -> Directories.sync(folder);
      case DiskStep.WriteCursor(int slot, byte[] bytes) -> writeCursor(slot, bytes);
      case DiskStep.Unlink(long segment) -> unlink(segment);
      case DiskStep.Load(long segment) -> {
        return read(segment);
      }
      case DiskStep.Quarantine(String name, byte[] bytes) -> quarantine.keep(name, bytes);
    }
    return null;
  }

  /// Ids of all segment files, the newest first.
  List<Long> segments() throws IOException {
    List<Long> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = SEGMENT_NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          ids.add(Long.parseUnsignedLong(name.group(1), 16));
        }
      }
    }
    ids.sort(Collections.reverseOrder());
    return ids;
  }

  /// Null when there is none; empty when it cannot be read.
  byte[] cursor(int slot) {
    Path file = cursorFile(slot);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      return readUpTo(file);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  /// Empty when the file does not exist.
  byte[] read(long segment) throws IOException {
    Path file = segmentFile(segment);
    return Files.exists(file) ? readUpTo(file) : new byte[0];
  }

  /// Forgets an open file, so that what failed once is not used again.
  void forget(long segment) {
    FileChannel channel = open.remove(segment);
    if (channel != null) {
      closeQuietly(channel);
    }
  }

  @Override
  public void close() {
    open.values().forEach(FolderFiles::closeQuietly);
    open.clear();
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Segments are appended to one after the other, one per chain: few are open at a time.
  private FileChannel channel(long segment) throws IOException {
    FileChannel channel = open.get(segment);
    if (channel == null) {
      if (open.size() >= 8) {
        forget(Collections.min(open.keySet()));
      }
      channel =
          FileChannel.open(
              segmentFile(segment), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      open.put(segment, channel);
    }
    return channel;
  }

  private void writeCursor(int slot, byte[] bytes) throws IOException {
    Path file = cursorFile(slot);
    boolean created = !Files.exists(file);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writeFully(channel, ByteBuffer.wrap(bytes));
      channel.force(false);
    }
    if (created) {
      Directories.sync(folder);
    }
  }

  private void unlink(long segment) throws IOException {
    forget(segment);
    Files.deleteIfExists(segmentFile(segment));
  }

  private Path cursorFile(int slot) {
    return folder.resolve("cursor-" + slot);
  }

  private Path segmentFile(long segment) {
    return folder.resolve(String.format("%016x.seg", segment));
  }

  private static byte[] readUpTo(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(channel.size(), READ_LIMIT_BYTES));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      byte[] all = new byte[bytes.position()];
      bytes.flip().get(all);
      return all;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // nothing was promised for bytes that no sync has covered
    }
  }
}
