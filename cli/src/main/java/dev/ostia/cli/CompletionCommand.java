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
      "  ostia completion zsh > ~/.ostia-completion \\",
      "    && echo 'source ~/.ostia-completion' >> ~/.zshrc",
      "  ostia completion fish > ~/.config/fish/completions/ostia.fish"
    })
final class CompletionCommand implements Runnable {

  /** Shells that can be completed in. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "bash|zsh|fish",
      defaultValue = "bash",
      description = "The shell.")
  private Shell shell = Shell.BASH;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    CommandLine root = Ostia.commandLine();
    // The script for bash serves zsh as well.
    line.getOut()
        .print(shell == Shell.FISH ? FishCompletion.of(root) : AutoComplete.bash("ostia", root));
    line.getOut().flush();
  }
}
