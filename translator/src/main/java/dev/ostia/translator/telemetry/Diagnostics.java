package dev.ostia.translator.telemetry;

import dev.ostia.translator.config.Diagnostic;
import dev.ostia.translator.config.DiagnosticCode;
import dev.ostia.translator.config.provider.ExtensionProvider;
import dev.ostia.translator.telemetry.Collectors.MissingServiceException;
import dev.ostia.translator.telemetry.Providers.Named;

/** What is said of providers that cannot be used. */
final class Diagnostics {

  private Diagnostics() {}

  static Diagnostic unknownProvider(Named named, String consequence) {
    return named.diagnostic(
        DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
        "the mesh configuration has no provider %s".formatted(named.name()) + consequence,
        "Add it to extensionProviders, or name one that is there; envoy is always there");
  }

  static Diagnostic missingService(
      Named named, ExtensionProvider provider, MissingServiceException e, String consequence) {
    return named.diagnostic(
        DiagnosticCode.REFERENCED_RESOURCE_NOT_FOUND,
        "the provider %s sends to a service that is not there: %s"
                .formatted(provider.name(), e.getMessage())
            + consequence,
        "Add the Service or a ServiceEntry, or correct service and port of "
            + (provider.path().isEmpty() ? "the provider" : provider.path())
            + " in the mesh configuration");
  }
}
