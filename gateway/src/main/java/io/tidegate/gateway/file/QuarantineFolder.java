package io.tidegate.gateway.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where bytes are kept that recovery cut off and messages that no broker takes: at most
/// [#FILE_LIMIT] files and [#LIMIT_BYTES]; beyond that the oldest file goes.
final class QuarantineFolder {
  static final int FILE_LIMIT = 64;
  static final long LIMIT_BYTES = 16 << 20;

  private record Kept(Path file, FileTime since, long sizeBytes) {}

  private final Path folder;

  QuarantineFolder(Path folder) {
    this.folder = folder;
  }

  /// Synced, name included, when this returns.
  void keep(String name, byte[] bytes) throws IOException {
    if (!Files.isDirectory(folder)) {
      Directories.create(folder);
      Directories.sync(folder.getParent());
    }
    makeRoom(Math.min(bytes.length, LIMIT_BYTES));
    int length = (int) Math.min(bytes.length, LIMIT_BYTES);
    try (FileChannel channel =
        FileChannel.open(unused(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FolderFiles.writeFully(channel, ByteBuffer.wrap(bytes, 0, length));
      channel.force(true);
    }
    Directories.sync(folder);
  }

  private Path unused(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    Path file = folder.resolve(plain);
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(plain + "-" + i);
    }
    return file;
  }

  private void makeRoom(long wantedBytes) throws IOException {
    List<Kept> kept = list();
    long sizeBytes = kept.stream().mapToLong(Kept::sizeBytes).sum();
    int count = kept.size();
    for (Kept oldest : kept) {
      if (count < FILE_LIMIT && sizeBytes + wantedBytes <= LIMIT_BYTES) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      sizeBytes -= oldest.sizeBytes();
      count--;
    }
  }

  /// The oldest first.
  private List<Kept> list() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        kept.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
      }
    } catch (NoSuchFileException _) {
      return List.of();
    }
    kept.sort(Comparator.comparing(Kept::since).thenComparing(Kept::file));
    return kept;
  }
}
