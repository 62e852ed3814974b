package dev.ostia.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ostia completion}: a script that completes commands and options. */
@Command(
    name = "completion",
    description = "Print a script that completes ostia's commands and options in a shell.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(ostia completion bash)",
      "  ostia completion zsh > ~/.ostia-completion && echo 'source ~/.ostia-completion' >> ~/.zshrc"
    })
final class CompletionCommand implements Runnable {

  /** Shells that can be completed in. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "bash|zsh",
      defaultValue = "bash",
      description = "The shell.")
  @SuppressWarnings("UnusedVariable") // the script serves both
  private Shell shell = Shell.BASH;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    line.getOut().print(AutoComplete.bash("ostia", new CommandLine(spec.root().userObject())));
    line.getOut().flush();
  }
}
