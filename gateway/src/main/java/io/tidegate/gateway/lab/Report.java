package io.tidegate.gateway.lab;

import java.util.List;

/// What [LinesFace] writes: for a person, or for a program.
interface Report {
  String second(Picture picture);

  /// Of a line that the gateway logged, or of something that the demo did.
  List<String> event(String line);

  List<String> end(Verdict verdict);
}
