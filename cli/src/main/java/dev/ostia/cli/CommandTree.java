package dev.ostia.cli;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Puts commands together. Of a command that a command line does not name only that is there which
 * lists of commands show: looking at the options of all of them takes longer than most run.
 */
public final class CommandTree {

  /** A command with commands of its own. */
  public interface Parent {

    /** The classes of its commands, in the order of the help. */
    List<Class<?>> commands();
  }

  private final Predicate<Command> wanted;

  private CommandTree(Predicate<Command> wanted) {
    this.wanted = wanted;
  }

  /** All commands, as they are. */
  static CommandLine whole(Parent root) {
    return new CommandTree(command -> true).of(root);
  }

  /** The commands as far as these arguments need them. */
  static CommandLine of(Parent root, String... args) {
    Set<String> words = Set.copyOf(List.of(args));
    boolean file = words.stream().anyMatch(word -> word.startsWith("@"));
    return new CommandTree(
            command ->
                file
                    || words.contains(command.name())
                    || List.of(command.aliases()).stream().anyMatch(words::contains))
        .of(root);
  }

  private CommandLine of(Object command) {
    CommandLine line = new CommandLine(command);
    if (command instanceof Parent parent) {
      parent.commands().forEach(type -> add(line, type));
    }
    return line;
  }

  private void add(CommandLine parent, Class<?> type) {
    Command command = type.getAnnotation(Command.class);
    if (wanted.test(command)) {
      parent.addSubcommand(command.name(), of(made(type)));
      return;
    }
    CommandSpec listed = CommandSpec.create().name(command.name()).aliases(command.aliases());
    listed.usageMessage().description(command.description());
    parent.addSubcommand(command.name(), listed);
  }

  private static Object made(Class<?> type) {
    try {
      return CommandLine.defaultFactory().create(type);
    } catch (Exception e) {
      throw new IllegalStateException("the command " + type + " has no constructor to use", e);
    }
  }
}
