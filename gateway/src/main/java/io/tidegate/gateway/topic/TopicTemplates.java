package io.tidegate.gateway.topic;

/// Topic templates; `{gateway}`, `{device}`, `{channel}`, `{port}` are filled in by [Topics], which
/// checks them.
public record TopicTemplates(
    String readings,
    String status,
    String event,
    String health,
    String boardStatus,
    String set,
    String result) {

  public static final TopicTemplates DEFAULT =
      new TopicTemplates(
          "/sensors/{device}",
          "tidegate/{gateway}/status",
          "tidegate/{gateway}/event",
          "tidegate/{gateway}/health",
          "tidegate/{gateway}/board/{device}/status",
          "tidegate/{gateway}/board/{device}/set",
          "tidegate/{gateway}/board/{device}/result");
}
