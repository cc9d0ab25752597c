package io.tidegate.gateway.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// Where jSerialComm's native library comes from. Left to itself it unpacks to a folder under the
/// temporary one that every local user may write, and loads what it finds there. The package ships
/// the library beside the jars (`-DjSerialComm.library.path`); where that is not set, it is
/// unpacked to a private folder of this process before jSerialComm is touched.
public final class NativeLibrary {
  private static final String PROPERTY = "jSerialComm.library.path";
  private static final String FILE = "libjSerialComm.so";
  private static final Map<String, String> FOLDER_BY_ARCHITECTURE =
      Map.of("amd64", "x86_64", "aarch64", "armv8_64");

  private static Path unpacked;

  /// Until the library is loaded.
  private static HangUpAction kept;

  private NativeLibrary() {}

  /// Call it before any class of jSerialComm is used; once more does no harm.
  public static synchronized void prepare() {
    kept = HangUpAction.present();
    String given = System.getProperty(PROPERTY, "");
    if (!given.isEmpty() && Files.isReadable(Path.of(given, folder(), FILE))) {
      System.setProperty(PROPERTY, Path.of(given, folder()).toString());
      return;
    }
    if (!given.isEmpty() && Files.isReadable(Path.of(given, FILE))) {
      return;
    }
    try {
      System.setProperty(PROPERTY, unpack().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the native serial library cannot be unpacked", e);
    }
  }

  /// The folder's name for this machine, as in the jar.
  static String folder() {
    String architecture = System.getProperty("os.arch");
    String folder = FOLDER_BY_ARCHITECTURE.get(architecture);
    if (folder == null) {
      throw new IllegalStateException(
          "expected a 64-bit x86 or ARM machine, this is " + architecture);
    }
    return folder;
  }

  private static Path unpack() throws IOException {
    Path folder =
        Files.createTempDirectory(
            "tidegate-native-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path file = folder.resolve(FILE);
    String resource = "/Linux/" + folder() + "/" + FILE;
    try (InputStream in = com.fazecast.jSerialComm.SerialPort.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("jSerialComm has no " + resource);
      }
      Files.copy(in, file);
    }
    unpacked = file;
    return folder;
  }

  /// Call it when jSerialComm has loaded the library: the unpacked file is not needed any more, and
  /// nothing is left behind however the process ends.
  static synchronized void loaded() {
    if (kept != null) {
      kept.restore();
      kept = null;
    }
    if (unpacked == null) {
      return;
    }
    try {
      Files.deleteIfExists(unpacked);
      Files.deleteIfExists(unpacked.getParent());
    } catch (IOException _) {
      // a leftover in the temporary folder, readable by nobody else
    }
    unpacked = null;
  }
}
