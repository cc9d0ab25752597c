package io.tidegate.gateway.topic;

/// `perChannel`: one topic per channel (the value alone as payload, the readings template must name
/// `{channel}`) instead of one message per reading. `timestampMillis` adds `timestamp_ms`.
public record PayloadRule(boolean perChannel, boolean timestampMillis) {
  public static final PayloadRule DEFAULT = new PayloadRule(false, false);
}
