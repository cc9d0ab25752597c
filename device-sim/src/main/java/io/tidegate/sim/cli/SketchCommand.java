package io.tidegate.sim.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "sketch",
    description = {
      "Builds an Arduino sketch, unchanged, and runs it as a board.",
      "Its Serial is on a port that any program opens, and is shown here; what is typed goes to it."
          + " Its WiFi finds one access point, and connections to port 1883 of any name lead to the"
          + " broker.",
      "",
      "Libraries are found by the headers that are included: those that are named, then the user's"
          + " Arduino folder, then those that come with this program. A C++ compiler is needed.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, by Ctrl-C or because the time was over",
      "1:it could not be built or run; the words say why",
      "2:no such option, or a value that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim sketch arduino-sketches/esp8266-json-lines",
      "  tidegate-sim sketch Weather --library PubSubClient --broker localhost",
      "  tidegate-sim sketch Weather --sensor dht22@D4=21.5,humidity=48 --sensor analog=0.5",
      "  tidegate-sim sketch Weather --virtual --seconds 3600",
      "  tidegate-sim sketch Weather --sanitize"
    })
final class SketchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Help help;
  @Mixin SketchOptions options;

  @Override
  public Integer call() throws Exception {
    try {
      options.check();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    return SketchRun.run(options, spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
