package io.tidegate.gateway.gpio;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A sysfs with the buses and devices of a test: the same folders and files as the kernel's.
public final class SensorTree {
  public static final String ID = "28-0316a2797baa";

  public final Path sysfs;

  public SensorTree(Path sysfs) throws IOException {
    this.sysfs = Files.createDirectories(sysfs);
  }

  public SensorTree bus() throws IOException {
    Files.createDirectories(sysfs.resolve("bus/w1/devices/w1_bus_master1"));
    return this;
  }

  public Path w1File(String id) {
    return sysfs.resolve("bus/w1/devices").resolve(id).resolve("w1_slave");
  }

  /// A thermometer whose checksum fits.
  public SensorTree w1(String id, int milliDegrees) throws IOException {
    return w1Text(id, slave("a3 01 4b 46 7f ff 0c 10 5f", "5f YES", "" + milliDegrees));
  }

  public static String slave(String bytes, String crc, String milli) {
    return bytes + " : crc=" + crc + "\n" + bytes + " t=" + milli + "\n";
  }

  public SensorTree w1Text(String id, String text) throws IOException {
    bus();
    write(w1File(id), text);
    return this;
  }

  public Path iio(int number) {
    return sysfs.resolve("bus/iio/devices/iio:device" + number);
  }

  /// `files` are names and contents in turn.
  public SensorTree iio(int number, String name, String... files) throws IOException {
    write(iio(number).resolve("name"), name + "\n");
    for (int i = 0; i < files.length; i += 2) {
      write(iio(number).resolve(files[i]), files[i + 1] + "\n");
    }
    return this;
  }

  /// In one step, as a reader may be looking.
  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Path made = file.resolveSibling("." + file.getFileName());
    Files.writeString(made, text);
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// A read of this fails with EIO, as the kernel itself does it: nothing is mapped at 0.
  public static void failing(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
  }

  /// A read of this comes back when somebody opens the other end.
  public static void hanging(Path file) throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Process made = new ProcessBuilder("mkfifo", file.toString()).inheritIO().start();
    if (made.waitFor() != 0) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  /// Frees whoever waits at a hanging file, or will come. Read-write, so that it does not wait.
  public static void free(Path file) throws IOException {
    new java.io.RandomAccessFile(file.toFile(), "rw").close();
  }
}
