package dev.ostia.cli;

import dev.ostia.cli.analyze.AnalyzeCommand;
import dev.ostia.cli.certs.CertsCommand;
import dev.ostia.cli.diff.DiffCommand;
import dev.ostia.cli.explain.ExplainCommand;
import dev.ostia.cli.get.GetCommand;
import dev.ostia.cli.graph.GraphCommand;
import dev.ostia.cli.logging.LogLevelCommand;
import dev.ostia.cli.offline.TranslateCommand;
import dev.ostia.cli.offline.ValidateCommand;
import dev.ostia.cli.proxy.BootstrapCommand;
import dev.ostia.cli.proxy.ProxyCommand;
import dev.ostia.cli.proxyconfig.ProxyConfigCommand;
import dev.ostia.cli.proxystatus.ProxyStatusCommand;
import dev.ostia.cli.routetest.TestCommand;
import dev.ostia.cli.serve.ControlPlaneCommand;
import dev.ostia.cli.serve.DemoCommand;
import dev.ostia.cli.serve.RunCommand;
import dev.ostia.cli.watch.WatchCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The {@code ostia} command. Each subcommand is a small class of its own; picocli looks at the
 * fields and methods of all of them at every start, so these name only types that are cheap to
 * load, and the work is done by classes that a command reaches for when it runs.
 */
@Command(
    name = "ostia",
    description = "A gateway control plane: Istio configuration in, Envoy configuration out.",
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:the input has faults, or what was asked for could not be done",
      "2:the command line is wrong",
      "70:a fault of Ostia itself"
    })
public final class Ostia implements Runnable, CommandTree.Parent {

  private static final Pattern CHOICES = Pattern.compile("expected one of \\[[A-Z0-9_, ]+]");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log more, and show where an unexpected error came from.")
  private @Nullable Boolean verbose;

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    HeadStart.of(args);
    end(commandLine(args).execute(args));
  }

  /**
   * {@code System.exit} looks for a logger first, which opens all libraries. But where a signal has
   * begun to end the process, it waits for what is being stopped, as it must.
   */
  private static void end(int exitCode) {
    if (isEnding()) {
      System.exit(exitCode);
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /** Whether a signal has begun to end the process: only then no hook may be added. */
  static boolean isEnding() {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** The whole command line, ready to execute. */
  public static CommandLine commandLine() {
    return ready(CommandTree.whole(new Ostia()));
  }

  /** The command line as far as these arguments need it. */
  public static CommandLine commandLine(String... args) {
    return ready(CommandTree.of(new Ostia(), args));
  }

  private static CommandLine ready(CommandLine line) {
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(Ostia::usageError);
    line.setExecutionExceptionHandler(new FailureHandler());
    return line;
  }

  /** Whether the user of this command asked for details. */
  public static boolean isVerbose(CommandSpec command) {
    return "1".equals(System.getenv("OSTIA_DEBUG"))
        || (command.root().userObject() instanceof Ostia ostia
            && Boolean.TRUE.equals(ostia.verbose));
  }

  /** Whether a command may show all that it has: unless {@code --verbose=false} was asked for. */
  public static boolean isDetailed(CommandSpec command) {
    return !(command.root().userObject() instanceof Ostia ostia)
        || !Boolean.FALSE.equals(ostia.verbose);
  }

  @Override
  public List<Class<?>> commands() {
    return List.of(
        DemoCommand.class,
        RunCommand.class,
        ControlPlaneCommand.class,
        ProxyCommand.class,
        BootstrapCommand.class,
        CertsCommand.class,
        ValidateCommand.class,
        TranslateCommand.class,
        GetCommand.class,
        ExplainCommand.class,
        ProxyConfigCommand.class,
        TestCommand.class,
        DiffCommand.class,
        AnalyzeCommand.class,
        GraphCommand.class,
        ProxyStatusCommand.class,
        LogLevelCommand.class,
        WatchCommand.class,
        CompletionCommand.class,
        VersionCommand.class);
  }

  /** Without a subcommand there is nothing to do but to say what there is. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  private static int usageError(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    // picocli says "option option" of a pair without its equals sign, and names Java's types.
    String message =
        String.valueOf(error.getMessage())
            .replace("option option", "option")
            .replaceFirst(" is not an? (int|long)$", " is not a whole number");
    err.println(name + ": " + withChoicesAsWritten(message));
    List<String> suggestions = suggestions(error);
    if (!suggestions.isEmpty()) {
      err.println("Did you mean " + String.join(" or ", suggestions) + "?");
    }
    err.println("See '" + name + " --help'.");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** picocli lists the names of Java's constants; users write them small. */
  private static String withChoicesAsWritten(String message) {
    return CHOICES
        .matcher(message)
        .replaceFirst(choices -> choices.group().toLowerCase(Locale.ROOT));
  }

  private static List<String> suggestions(ParameterException error) {
    if (!(error instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return List.of();
    }
    // Of a wrong option with a value both are unmatched, and picocli suggests nothing for two.
    String first = unmatched.getUnmatched().getFirst();
    CommandLine command = unmatched.getCommandLine();
    List<String> suggested =
        new CommandLine.UnmatchedArgumentException(command, List.of(first)).getSuggestions();
    return suggested.isEmpty() ? Misspelling.of(first, command.getCommandSpec()) : suggested;
  }
}
