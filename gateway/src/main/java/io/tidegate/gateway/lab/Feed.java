package io.tidegate.gateway.lab;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.ops.ControlClient;
import java.io.IOException;
import java.nio.file.Path;

/// What the gateway says of itself, asked at its control socket like `tidegate status` does.
final class Feed {
  /// `words` is the gateway's own on its broker connection.
  record News(boolean connected, String words, long waiting, long onDiskBytes) {
    static final News NONE = new News(false, "starting", 0, 0);
  }

  private final Path runtimeFolder;
  private News last = News.NONE;
  private long mostWaiting;

  Feed(Path runtimeFolder) {
    this.runtimeFolder = runtimeFolder;
  }

  /// Asks; what was last known when nobody answers.
  synchronized News look() {
    try (ControlClient client = ControlClient.connect(runtimeFolder)) {
      FlatJson status = ControlClient.parse(client.ask("{\"ask\":\"status\"}"));
      FlatJson broker = part(status, "broker");
      FlatJson spool = part(status, "spool");
      last =
          new News(
              broker.get("connected").map(FlatJson.Member::isTrue).orElse(false),
              broker.get("words").map(FlatJson.Member::string).orElse(""),
              number(spool, "waiting"),
              number(spool, "on_disk_bytes"));
      mostWaiting = Math.max(mostWaiting, last.waiting());
    } catch (IOException _) {
      // it starts or ends just now
    }
    return last;
  }

  /// The most messages that were seen waiting in the gateway.
  synchronized long mostWaiting() {
    return mostWaiting;
  }

  private static FlatJson part(FlatJson status, String name) throws IOException {
    return ControlClient.parse(status.get(name).map(FlatJson.Member::raw).orElse("{}"));
  }

  private static long number(FlatJson json, String name) {
    return json.get(name).map(member -> (long) member.number()).orElse(0L);
  }
}
