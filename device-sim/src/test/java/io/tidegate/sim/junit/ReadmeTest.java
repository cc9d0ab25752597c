package io.tidegate.sim.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What README.md shows to those who write tests is compiled as it stands there, and run.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadmeTest {
  private static final Pattern SHOWN =
      Pattern.compile("```java\n(import [^`]*?\nclass (\\w+) \\{.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theTestInTheReadmePasses() throws Exception {
    Matcher shown = SHOWN.matcher(Files.readString(Path.of("README.md")));
    assertTrue(shown.find(), "README.md shows no whole class of tests");
    Path source = folder.resolve(shown.group(2) + ".java");
    Files.writeString(source, shown.group(1));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                System.out,
                System.out,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
    assertEquals(0, result, "it does not compile");
    URL[] classes = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      Ran ran = Ran.of(loader.loadClass(shown.group(2)), false);
      assertTrue(ran.failed.isEmpty(), ran.failed::toString);
      assertEquals(2, ran.passed.size());
    }
  }
}
