package io.tidegate.gateway.ops;

/// For tests of documents: whether the control socket would answer this.
public final class RequestCheck {
  private RequestCheck() {}

  public static boolean isUnderstood(String request) {
    return !(Request.parse(request) instanceof Request.Malformed);
  }
}
