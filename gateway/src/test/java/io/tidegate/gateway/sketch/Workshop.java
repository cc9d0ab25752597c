package io.tidegate.gateway.sketch;

import io.tidegate.arduino.Checkout;
import io.tidegate.sim.sketch.build.BuildFailed;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.SketchBuild;
import io.tidegate.sim.sketch.build.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Builds sketches, each with a `config.h` once for all tests. Libraries are the stand-ins for
/// tests and TidegateLink; with `-Dtidegate.libraries=FOLDER` the genuine ones in it.
final class Workshop {
  /// The one that device-sim's tests fill, before ours.
  private static final Path CACHE =
      Checkout.ROOT.resolve("device-sim/target/sketch-cache/tidegate-sim");

  private static final Path TARGET = Path.of("target", "sketches").toAbsolutePath();
  private static final Path STAND_INS =
      Checkout.ROOT.resolve("device-sim/host-core/test/libraries");
  private static final Map<String, Path> BUILT = new HashMap<>();

  private Workshop() {}

  /// The program that was made of it.
  static synchronized Path build(String name, Target target, String config) {
    return BUILT.computeIfAbsent(name + '\n' + config, _ -> make(name, target, config));
  }

  private static Path make(String name, Target target, String config) {
    try {
      // a sketch's folder is called as the sketch is
      Path folder = TARGET.resolve(Integer.toHexString(config.hashCode())).resolve(name);
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(Checkout.SKETCHES.resolve(name))) {
        for (Path file : files.toList()) {
          Files.writeString(folder.resolve(file.getFileName()), Files.readString(file));
        }
      }
      Files.writeString(folder.resolve("config.h"), "#pragma once\n" + config);
      String genuine = System.getProperty("tidegate.libraries", "");
      Path libraries = genuine.isEmpty() ? STAND_INS : Path.of(genuine);
      BuildOptions options =
          BuildOptions.of(target).withLibraries(List.of(libraries, Checkout.LIBRARY));
      return new SketchBuild(around()).build(folder, options).program();
    } catch (BuildFailed e) {
      throw new AssertionError(name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SketchBuild.Surroundings around() {
    SketchBuild.Surroundings mine = SketchBuild.Surroundings.ofThisUser();
    return new SketchBuild.Surroundings(
        CACHE, mine.home(), mine.path(), mine.compiler(), mine.ours());
  }
}
