package io.tidegate.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// Reads a configuration file. Every problem is collected, none is thrown.
public final class ConfigurationReader {
  /// A hundred boards with all their channels fit many times; whatever is larger is something else.
  static final int SIZE_LIMIT = 256 << 10;

  private final UnaryOperator<String> environment;
  private final HostFacts host;

  /// `environment` gives a variable's value, or null.
  public ConfigurationReader(UnaryOperator<String> environment, HostFacts host) {
    this.environment = environment;
    this.host = host;
  }

  public ConfigurationResult read(Path file) {
    Problems problems = new Problems(file.toString());
    String text = text(file, problems);
    return text == null ? problems.refused() : parse(text, file, problems);
  }

  /// `file` is where the text is said to come from; relative paths in it begin there.
  public ConfigurationResult parse(String text, Path file) {
    return parse(text, file, new Problems(file.toString()));
  }

  private ConfigurationResult parse(String text, Path file, Problems problems) {
    Node.Members tree = YamlTree.read(text, problems);
    if (tree == null) {
      return problems.refused();
    }
    Section root = SectionReader.read(tree, problems);
    Paths paths = new Paths(file, environment);
    Configuration configuration = new Assembly(root, paths, environment, host, problems).assemble();
    return problems.isEmpty()
        ? new ConfigurationResult.Ready(configuration, problems.warnings())
        : problems.refused();
  }

  /// Null when it cannot be had.
  private static String text(Path file, Problems problems) {
    try {
      if (Files.isDirectory(file)) {
        problems.add(0, "", "is a folder; expected a file");
        return null;
      }
      byte[] bytes;
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(SIZE_LIMIT + 1);
      }
      if (bytes.length > SIZE_LIMIT) {
        problems.add(0, "", "is larger than 256 KiB: this is no configuration file");
        return null;
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException _) {
      problems.add(0, "", "there is no such file");
    } catch (AccessDeniedException _) {
      problems.add(0, "", "may not be read by user " + System.getProperty("user.name"));
    } catch (CharacterCodingException _) {
      problems.add(0, "", "is not UTF-8 text");
    } catch (IOException e) {
      problems.add(0, "", "cannot be read: " + e.getMessage());
    }
    return null;
  }
}
