package io.tidegate.gateway.cli;

import io.tidegate.gateway.config.Configuration;
import io.tidegate.gateway.config.Reload;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.run.Gateway;
import io.tidegate.gateway.run.LogJournal;
import io.tidegate.strict.Problem;
import io.tidegate.strict.Result;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;

/// SIGHUP: the configuration is read anew. A bad file changes nothing, and the log says why.
final class HangUp {
  private final Path file;
  private final Gateway gateway;
  private final LogJournal journal;

  private HangUp(Path file, Gateway gateway, LogJournal journal) {
    this.file = file;
    this.gateway = gateway;
    this.journal = journal;
  }

  static void listen(Path file, Gateway gateway, LogJournal journal) {
    HangUp hangUp = new HangUp(file, gateway, journal);
    try {
      handle("HUP", hangUp::heard);
    } catch (ReflectiveOperationException e) {
      String words = "this Java does not hand over signals (" + e + "): SIGHUP ends the gateway";
      hangUp.log(Journal.Level.WARNING, words);
    }
  }

  /// Java has signals in its module jdk.unsupported only, and its compiler warns whoever names
  /// their class, whatever one does against it; so it is not named.
  private static void handle(String name, Runnable heard) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Object calls =
        Proxy.newProxyInstance(
            handler.getClassLoader(),
            new Class<?>[] {handler},
            (_, _, _) -> {
              heard.run();
              return null;
            });
    Object number = signal.getConstructor(String.class).newInstance(name);
    signal.getMethod("handle", signal, handler).invoke(null, number, calls);
  }

  private synchronized void heard() {
    gateway.reloading();
    switch (Configurations.result(file)) {
      case Result.Ready<Configuration> ready -> {
        ready.warnings().forEach(each -> log(Journal.Level.WARNING, each.toString()));
        take(ready.value());
      }
      case Result.Refused<Configuration>(List<Problem> problems) -> {
        problems.forEach(each -> log(Journal.Level.ERROR, each.toString()));
        log(Journal.Level.ERROR, "nothing is changed: " + file + " cannot be used");
      }
    }
    gateway.reloaded();
  }

  private void take(Configuration configuration) {
    Reload reload = gateway.reload(configuration);
    journal.least(reload.now().logLevel());
    log(Journal.Level.NOTICE, reload.words());
    if (!reload.waiting().isEmpty()) {
      String keys = String.join(", ", reload.waiting());
      log(Journal.Level.WARNING, keys + ": as before until the next start");
    }
  }

  private void log(Journal.Level level, String words) {
    journal.log(level, "reload", "configuration", words);
  }
}
