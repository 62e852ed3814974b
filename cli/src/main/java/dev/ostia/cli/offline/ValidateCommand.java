package dev.ostia.cli.offline;

import dev.ostia.cli.input.InputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ostia validate}: is this input one that Kubernetes and Istio would take? */
@Command(
    name = "validate",
    description = {
      "Check configuration strictly.",
      "What Kubernetes or Istio would refuse is an error: one line for each, with file:line:column."
          + " Nothing is started."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no errors", "1:errors were found", "2:the command line is wrong"},
    footerHeading = "%nExamples:%n",
    footer = {"  ostia validate -f config/", "  ostia validate -f gateway.yaml -f routes/"})
public final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InputOptions input = new InputOptions();

  @Override
  public Integer call() {
    input.requireSome(spec);
    return new Validation(input, spec.commandLine().getOut()).run();
  }
}
