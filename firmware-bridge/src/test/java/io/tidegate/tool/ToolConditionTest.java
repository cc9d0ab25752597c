package io.tidegate.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the sample tests below in a JVM of their own, whose PATH is empty.
class ToolConditionTest {
  @TempDir private Path empty;

  @Test
  void leavesOutWhatNeedsAMissingToolAndCountsIt() throws Exception {
    String printed = run("tmux-sample");
    assertTrue(printed.contains("not run: tmux (3 tests): apt install tmux"), printed);
    assertTrue(printed.contains("1 successful"), printed);
    assertTrue(printed.contains("0 failed"), printed);
  }

  @Test
  void failsOnAMissingToolWhereToolsAreRequired() throws Exception {
    String printed = run("tmux-sample", "-Dtidegate.tools=required");
    assertTrue(printed.contains("the tool 'tmux' is missing"), printed);
    assertTrue(printed.contains("1 successful"), printed);
    assertTrue(!printed.contains("not run:"), printed);
  }

  @Test
  void runsLongTestsOnlyWhenAsked() throws Exception {
    assertTrue(run("long-sample").contains("not run: long (1 test): -Dtidegate.long=true"));
    String asked = run("long-sample", "-Dtidegate.long=true");
    assertTrue(asked.contains("1 successful") && !asked.contains("not run:"), asked);
  }

  @Test
  void aMisspeltTagFails() throws Exception {
    String printed = run("typo-sample");
    assertTrue(printed.contains("@Tag(\"mosquito\") names no tool"), printed);
  }

  @Test
  void everyToolIsFoundByItsOwnTag() {
    for (Tool tool : Tool.values()) {
      assertEquals(tool, Tool.of(tool.tag()).orElseThrow());
    }
  }

  private String run(String sample, String... properties) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(properties));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(ToolSamples.class.getName());
    command.add(sample);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", empty.toString());
    File output = Files.createTempFile(empty, "run", ".txt").toFile();
    Process process = builder.redirectOutput(output).start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the sample run did not end");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Files.copy(output.toPath(), bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
