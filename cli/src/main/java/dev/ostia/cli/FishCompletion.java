package dev.ostia.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A script that completes commands and options in fish, which picocli has none for. */
final class FishCompletion {

  private static final String HEAD =
      """
      # Completes ostia in fish: ostia completion fish > ~/.config/fish/completions/ostia.fish
      function __ostia_path
        set -l path
        for word in (commandline -opc)[2..-1]
          string match -qr -- '^-' $word; and continue
          switch $word
      @ALIASES@    end
          set -a path $word
        end
        string join ' ' -- $path
      end
      function __ostia_is
        test "$(__ostia_path)" = "$argv"
      end
      function __ostia_in
        set -l path "$(__ostia_path)"
        test "$path" = "$argv"; or string match -q -- "$argv *" $path
      end
      complete -c ostia -f
      """;

  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> aliases = new LinkedHashMap<>();

  private FishCompletion() {}

  /** The script for a command and all below it. */
  static String of(CommandLine root) {
    FishCompletion script = new FishCompletion();
    script.command(root, List.of());
    StringBuilder cases = new StringBuilder();
    script.aliases.forEach(
        (alias, name) -> cases.append("      case %s; set word %s\n".formatted(alias, name)));
    return HEAD.replace("@ALIASES@", cases) + script.out;
  }

  private void command(CommandLine line, List<String> path) {
    CommandSpec spec = line.getCommandSpec();
    String where = String.join(" ", path);
    spec.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> option(option, where));
    for (CommandLine child : line.getSubcommands().values().stream().distinct().toList()) {
      CommandSpec childSpec = child.getCommandSpec();
      if (childSpec.usageMessage().hidden()) {
        continue;
      }
      out.append(
          "complete -c ostia -n %s -a %s -d %s\n"
              .formatted(
                  quoted("__ostia_is " + where),
                  childSpec.name(),
                  quoted(first(childSpec.usageMessage().description()))));
      for (String alias : childSpec.aliases()) {
        aliases.putIfAbsent(alias, childSpec.name());
      }
      List<String> below = new ArrayList<>(path);
      below.add(childSpec.name());
      command(child, below);
    }
  }

  private void option(OptionSpec option, String where) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      if (name.startsWith("--")) {
        names.append(" -l ").append(name.substring(2));
      } else if (name.length() == 2) {
        names.append(" -s ").append(name.charAt(1));
      }
    }
    out.append("complete -c ostia -n ").append(quoted("__ostia_in " + where)).append(names);
    if (option.arity().max() > 0) {
      out.append(values(option));
    }
    out.append(" -d ").append(quoted(first(option.description()))).append('\n');
  }

  /** Files where a label says so; the values of an enum; else nothing is offered. */
  private static String values(OptionSpec option) {
    Class<?> type =
        option.typeInfo().isMultiValue() ? option.typeInfo().getAuxiliaryTypes()[0] : option.type();
    if (type.isEnum()) {
      List<String> values = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        values.add(constant.toString().toLowerCase(Locale.ROOT));
      }
      return " -x -a " + quoted(String.join(" ", values));
    }
    String label = option.paramLabel();
    boolean file =
        type.equals(java.nio.file.Path.class)
            || List.of("PATH", "FILE", "FILE|-", "DUMP", "OLD|NEW").contains(label);
    return file ? " -r -F" : " -x";
  }

  private static String first(String[] description) {
    String text = description.length == 0 ? "" : description[0].replace("%%", "%");
    int end = text.indexOf(". ");
    return (end < 0 ? text : text.substring(0, end)).replaceAll("\\s*\\(default: \\$\\{.*$", "");
  }

  private static String quoted(String text) {
    return "'" + text.strip().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
