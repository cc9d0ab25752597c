package io.tidegate.gateway.lab;

/// How the demo shows itself. Any thread may call.
interface Face extends AutoCloseable {
  /// Called several times a second.
  void show(Picture picture);

  /// A line that the gateway logged, or something that the demo did.
  void event(String line);

  void end(Verdict verdict);

  @Override
  void close();
}
