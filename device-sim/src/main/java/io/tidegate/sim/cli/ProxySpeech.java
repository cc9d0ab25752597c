package io.tidegate.sim.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.sim.proxy.FaultLine;
import io.tidegate.sim.proxy.NetFault;
import io.tidegate.sim.proxy.Traffic;
import io.tidegate.sim.setting.Setting;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Collectors;

/// What [ProxyCommand] says, for people or for programs.
sealed interface ProxySpeech {
  void listens(int port, InetSocketAddress target);

  void set(FaultLine fault);

  void status(List<NetFault> faults, Traffic traffic);

  void refused(String words);

  void help();

  record Plain(PrintWriter out) implements ProxySpeech {
    @Override
    public void listens(int port, InetSocketAddress target) {
      say("127.0.0.1:" + port + " -> " + target.getHostString() + ":" + target.getPort());
      say("Running; \"help\" and Enter show what can be done, Ctrl-C stops.");
    }

    @Override
    public void set(FaultLine fault) {
      NetFault.Kind kind = fault.fault().kind();
      say(kind.wireName() + " is set: " + kind.words());
    }

    @Override
    public void status(List<NetFault> faults, Traffic traffic) {
      String set =
          faults.isEmpty()
              ? "no fault"
              : faults.stream()
                  .map(each -> each.kind().wireName())
                  .collect(Collectors.joining(", "));
      say(
          "%s; connections: %,d open of %,d; bytes: %,d up, %,d down; messages: %,d, acknowledged %,d"
              .formatted(
                  set,
                  traffic.open(),
                  traffic.accepted(),
                  traffic.bytesUp(),
                  traffic.bytesDown(),
                  traffic.publishes(),
                  traffic.pubacks()));
    }

    @Override
    public void refused(String words) {
      say(words);
    }

    @Override
    public void help() {
      for (NetFault.Kind kind : NetFault.Kind.values()) {
        say(kind.wireName() + ": " + kind.words());
        kind.settings().forEach(this::help);
      }
      say("each of them:");
      FaultLine.common().forEach(this::help);
    }

    private void help(Setting<?> setting) {
      String fallback = setting.required() ? "required" : setting.fallback();
      say("  %s=%s (%s): %s".formatted(setting.name(), fallback, setting.label(), setting.words()));
    }

    private void say(String words) {
      out.println(words);
      out.flush();
    }
  }

  record Json(PrintWriter out) implements ProxySpeech {
    @Override
    public void listens(int port, InetSocketAddress target) {
      say(
          event("listens")
              .add("port", port)
              .add("to", target.getHostString() + ":" + target.getPort()));
    }

    @Override
    public void set(FaultLine fault) {
      say(
          event("set")
              .add("fault", fault.fault().kind().wireName())
              .add("reach", fault.reach().wireName())
              .add("share", fault.share()));
    }

    @Override
    public void status(List<NetFault> faults, Traffic traffic) {
      String names = names(faults.stream().map(each -> each.kind().wireName()).toList());
      say(
          event("status")
              .addRaw("faults", names)
              .add("accepted", traffic.accepted())
              .add("turned_away", traffic.turnedAway())
              .add("unreachable", traffic.unreachable())
              .add("open", traffic.open())
              .add("bytes_up", traffic.bytesUp())
              .add("bytes_down", traffic.bytesDown())
              .add("publishes", traffic.publishes())
              .add("pubacks", traffic.pubacks())
              .add("vetoed", traffic.vetoed())
              .add("failed_errands", traffic.failedErrands()));
    }

    @Override
    public void refused(String words) {
      say(event("refused").add("words", words));
    }

    @Override
    public void help() {
      for (NetFault.Kind kind : NetFault.Kind.values()) {
        String settings = names(kind.settings().stream().map(Setting::name).toList());
        say(
            event("fault")
                .add("fault", kind.wireName())
                .add("words", kind.words())
                .addRaw("settings", settings));
      }
    }

    /// Letters and `_` only.
    private static String names(List<String> names) {
      return names.stream()
          .collect(Collectors.joining("\",\"", "[\"", "\"]"))
          .replace("[\"\"]", "[]");
    }

    private static JsonWriter event(String name) {
      return new JsonWriter().add("event", name);
    }

    private void say(JsonWriter line) {
      out.println(line);
      out.flush();
    }
  }
}
