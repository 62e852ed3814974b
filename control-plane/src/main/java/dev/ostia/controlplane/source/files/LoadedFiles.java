package dev.ostia.controlplane.source.files;

import dev.ostia.translator.config.ConfigObject;
import dev.ostia.translator.config.Diagnostic;
import java.util.List;

/**
 * What a set of files holds.
 *
 * @param objects those that are good, in file order
 * @param diagnostics all that is wrong, sorted
 * @param passedOver how many objects of kinds that Ostia does not read there are
 * @param files how many files were read
 */
public record LoadedFiles(
    List<ConfigObject<?>> objects, List<Diagnostic> diagnostics, int passedOver, int files) {

  /** Whether something is wrong that is not only a warning. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
