package io.tidegate.sim.cli;

import io.tidegate.sim.proxy.Address;
import io.tidegate.sim.proxy.FaultLine;
import io.tidegate.sim.proxy.Proxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "proxy",
    description = {
      "Relays TCP to a broker, or any server, and does to it what networks do.",
      "What that is, lines on standard input say:",
      "",
      "  black_hole way=up              @|faint sets a fault|@",
      "  slow bytes_per_second=50 reach=new share=0.5",
      "  plug slow                      @|faint takes it away; plug: all|@",
      "  status                         @|faint what is set, and what has passed|@",
      "  help                           @|faint every fault and its settings|@",
      "  quit",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, by quit or Ctrl-C, or because the time was over",
      "1:it could not be done; the words say why",
      "2:no such option, or a value that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim proxy --listen 18830 --to localhost:1883",
      "  tidegate-sim proxy --to localhost:1883 --fault 'latency delay=300ms'",
      "  mosquitto_sub -p 18830 -t '#'          (in another window)"
    })
final class ProxyCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Option(
      names = "--listen",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Where clients connect, on this machine only. Default: a free port.")
  private int port;

  @Option(
      names = "--to",
      paramLabel = "HOST:PORT",
      required = true,
      converter = Target.class,
      description = "The server behind it.")
  private InetSocketAddress target;

  @Option(
      names = "--fault",
      paramLabel = "LINE",
      description = "A fault that is set from the beginning; may be given again.")
  private List<String> faults = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chance begins here; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", description = "A JSON object a line, for programs.")
  private boolean json;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after so many seconds. Default: runs until quit or Ctrl-C.")
  private Long seconds;

  /// `localhost:1883`, `[::1]:1883`.
  static class Target implements ITypeConverter<InetSocketAddress> {
    private final int usualPort;

    /// The port has to be said.
    Target() {
      this(0);
    }

    Target(int usualPort) {
      this.usualPort = usualPort;
    }

    @Override
    public final InetSocketAddress convert(String text) {
      try {
        return Address.of(text, usualPort);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    TidegateSim.demand(
        spec, port >= 0 && port <= MOST_PORT, "--listen: expected 0 to " + MOST_PORT, port);
    TidegateSim.demand(
        spec, seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
    TidegateSim.demand(
        spec,
        !target.isUnresolved(),
        "--to: expected a machine that can be found",
        target.getHostString());
    List<FaultLine> first = faults.stream().map(this::fault).toList();
    PrintWriter out = spec.commandLine().getOut();
    ProxySpeech speech = json ? new ProxySpeech.Json(out) : new ProxySpeech.Plain(out);
    try (Proxy proxy = Proxy.start(port, target, seed)) {
      CountDownLatch stop = new CountDownLatch(1);
      TidegateSim.whenEnding(
          () -> {
            end(proxy, speech);
            return TidegateSim.OK;
          });
      speech.listens(proxy.port(), target);
      for (FaultLine each : first) {
        each.set(proxy);
        speech.set(each);
      }
      Thread.ofPlatform().name("lines").daemon(true).start(() -> obey(proxy, speech, stop));
      if (seconds == null) {
        stop.await();
      } else {
        stop.await(seconds, TimeUnit.SECONDS);
      }
      return TidegateSim.OK;
    }
  }

  private static void end(Proxy proxy, ProxySpeech speech) {
    speech.status(proxy.faults(), proxy.traffic());
    proxy.close();
  }

  private FaultLine fault(String line) {
    try {
      return FaultLine.of(line);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--fault: " + e.getMessage());
    }
  }

  /// Until quit; when nobody can say any more, things stay as they are.
  private static void obey(Proxy proxy, ProxySpeech speech, CountDownLatch stop) {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.strip().equals("quit")) {
          stop.countDown();
          return;
        }
        obey(line.strip(), proxy, speech);
      }
    } catch (IOException _) {
      // nobody is there
    }
  }

  private static void obey(String line, Proxy proxy, ProxySpeech speech) {
    String[] words = line.split("\\s+", 2);
    try {
      switch (words[0]) {
        case "", "status" -> speech.status(proxy.faults(), proxy.traffic());
        case "help" -> speech.help();
        case "plug" -> {
          if (words.length == 1) {
            proxy.plug();
          } else {
            proxy.lift(FaultLine.kind(words[1]));
          }
          speech.status(proxy.faults(), proxy.traffic());
        }
        default -> {
          FaultLine fault = FaultLine.of(line);
          fault.set(proxy);
          speech.set(fault);
        }
      }
    } catch (IllegalArgumentException | UncheckedIOException e) {
      speech.refused(e.getMessage());
    }
  }
}
