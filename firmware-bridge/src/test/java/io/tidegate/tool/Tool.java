package io.tidegate.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One word that a test may be tagged with, where to look for what it means, and what to install.
enum Tool {
  MOSQUITTO("apt install mosquitto mosquitto-clients") {
    @Override
    boolean look() {
      return programs("mosquitto", "mosquitto_pub", "mosquitto_sub", "mosquitto_passwd");
    }
  },
  LIBMOSQUITTO("apt install libmosquitto-dev g++") {
    @Override
    boolean look() {
      return programs("cc") && Files.exists(Path.of("/usr/include/mosquitto.h"));
    }
  },
  GPP("apt install g++") {
    @Override
    boolean look() {
      return programs("g++");
    }
  },
  /// Sketches of 32 bits, also where the kernel does not run them itself.
  BITS32("apt install g++-multilib qemu-user, on arm64 g++-arm-linux-gnueabihf qemu-user") {
    @Override
    boolean look() {
      boolean pc =
          programs("qemu-i386")
              && succeeds(
                  "g++",
                  "-m32",
                  "-fsyntax-only",
                  "-x",
                  "c++",
                  "-include",
                  "sys/stat.h",
                  "-include",
                  "string",
                  "/dev/null");
      return pc || programs("qemu-arm", "arm-linux-gnueabihf-g++");
    }
  },
  AVR("apt install gcc-avr avr-libc") {
    @Override
    boolean look() {
      return programs("avr-g++", "avr-size")
          && Files.exists(Path.of("/usr/lib/avr/include/avr/io.h"));
    }
  },
  LX106("apt install gcc-xtensa-lx106 picolibc-xtensa-lx106-elf") {
    @Override
    boolean look() {
      return programs("xtensa-lx106-elf-g++", "xtensa-lx106-elf-size")
          && Files.exists(Path.of("/usr/lib/xtensa-lx106-elf/lib/libc.a"));
    }
  },
  QEMU("apt install qemu-system-misc") {
    @Override
    boolean look() {
      return programs("qemu-system-xtensa");
    }
  },
  NODE("apt install nodejs npm, then npm install --prefix gateway/target/node mqtt") {
    @Override
    boolean look() {
      return programs("node")
          && Files.exists(root().resolve("gateway/target/node/node_modules/mqtt/package.json"));
    }
  },
  PYTHON("apt install python3-paho-mqtt") {
    @Override
    boolean look() {
      return succeeds("/usr/bin/python3", "-c", "import paho.mqtt.client");
    }
  },
  OPENSSL("apt install openssl") {
    @Override
    boolean look() {
      return programs("openssl");
    }
  },
  TMUX("apt install tmux") {
    @Override
    boolean look() {
      return programs("tmux");
    }
  },
  SYSTEMD("apt install systemd") {
    @Override
    boolean look() {
      return programs("systemd-analyze");
    }
  },
  DPKG("apt install dpkg") {
    @Override
    boolean look() {
      return programs("dpkg-deb");
    }
  },
  SHELLCHECK("apt install shellcheck") {
    @Override
    boolean look() {
      return programs("shellcheck");
    }
  },
  /// Tests of missing permission: root may do everything, so as root they step down.
  SETPRIV("apt install util-linux") {
    @Override
    boolean look() {
      return programs("setpriv");
    }
  };

  /// Debian keeps brokers out of an ordinary user's PATH.
  private static final List<String> ALSO_IN = List.of("/usr/sbin", "/usr/local/sbin");

  final String install;
  private Boolean here;

  Tool(String install) {
    this.install = install;
  }

  abstract boolean look();

  final String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Tool> of(String tag) {
    for (Tool tool : values()) {
      if (tool.tag().equals(tag)) {
        return Optional.of(tool);
      }
    }
    return Optional.empty();
  }

  /// Looked for once per test run.
  synchronized boolean here() {
    if (here == null) {
      here = look();
    }
    return here;
  }

  private static boolean programs(String... names) {
    List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
    for (String name : names) {
      if (path.stream().noneMatch(folder -> runs(folder, name))
          && ALSO_IN.stream().noneMatch(folder -> runs(folder, name))) {
        return false;
      }
    }
    return true;
  }

  private static boolean runs(String folder, String name) {
    return !folder.isEmpty() && Files.isExecutable(Path.of(folder, name));
  }

  private static boolean succeeds(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The checkout's top folder: Surefire starts tests in their module, an IDE perhaps elsewhere.
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
    }
    return folder == null ? Path.of("") : folder;
  }
}
