package dev.ostia.translator.config;

import dev.ostia.translator.config.Diagnostic.Severity;

/**
 * Every kind of diagnostic. Where Istio's analyzers have a message of the same meaning the id is
 * theirs, so that users can look it up; ours are {@code OSTnnn}. {@code docs/diagnostics.md} is
 * generated from this list. Ids are never reused.
 */
public enum DiagnosticCode {
  REFERENCED_RESOURCE_NOT_FOUND(
      "IST0101", Severity.ERROR, "An object names another one that does not exist"),
  SCHEMA_VALIDATION("IST0106", Severity.ERROR, "A field breaks a rule of Istio's validation"),
  CONFLICTING_GATEWAYS("IST0145", Severity.ERROR, "Two Gateways claim the same port or host"),
  GATEWAY_PORT_NOT_ON_SERVICE(
      "IST0162", Severity.WARNING, "A Gateway's port is not on the gateway's Service"),
  PORT_SELECTOR_REQUIRED(
      "IST0112", Severity.ERROR, "A destination names no port of a Service that has several"),
  PORT_NAME("IST0118", Severity.INFO, "A Service's port does not say which protocol it speaks"),
  NO_VERIFICATION_OF_DESTINATION(
      "IST0128", Severity.WARNING, "TLS to a backend, and not said whose certificate is accepted"),
  NO_VERIFICATION_OF_PORT(
      "IST0129", Severity.WARNING, "The same for a single port of a DestinationRule"),
  UNREACHABLE_RULE(
      "IST0130", Severity.WARNING, "A rule of a VirtualService that no request can reach"),
  INEFFECTIVE_MATCH("IST0131", Severity.INFO, "A match that an earlier rule has, too"),
  HOST_NOT_IN_GATEWAY(
      "IST0132", Severity.WARNING, "A host of a VirtualService that none of its Gateways serves"),
  SCHEMA_WARNING(
      "IST0133", Severity.WARNING, "A field that Istio's validation takes, but warns of"),
  SERVICE_ENTRY_ADDRESSES(
      "IST0134", Severity.WARNING, "A ServiceEntry with a port of TCP and no addresses"),
  DUPLICATE_CERTIFICATE(
      "IST0138", Severity.WARNING, "One certificate in two Gateways of the same proxies"),
  GATEWAY_CREDENTIAL(
      "IST0161", Severity.ERROR, "A Gateway's certificate that cannot be used, or has expired"),
  SUBSET_WITHOUT_PODS(
      "IST0173", Severity.ERROR, "A subset of a DestinationRule whose labels nothing has"),
  UNKNOWN_RULE_HOST(
      "IST0174", Severity.WARNING, "A DestinationRule for a host that does not exist"),
  ENTRY_PROTOCOLS(
      "IST0177", Severity.WARNING, "Two ServiceEntries with one host and port, two protocols"),
  UNREADABLE_YAML("OST001", Severity.ERROR, "A file is not valid YAML or JSON"),
  UNKNOWN_FIELD("OST002", Severity.ERROR, "A field that the kind does not have"),
  WRONG_TYPE("OST003", Severity.ERROR, "A value of the wrong type, or not one of those allowed"),
  DUPLICATE_KEY("OST004", Severity.ERROR, "A key stands twice in one mapping"),
  DUPLICATE_OBJECT("OST005", Severity.ERROR, "The same object is defined twice"),
  UNKNOWN_KIND("OST006", Severity.ERROR, "An Istio kind or version that does not exist"),
  FILE_REFUSED("OST007", Severity.ERROR, "A file that is too large, or cannot be read"),
  NOT_HONOURED("OST010", Severity.WARNING, "A field or kind that has no effect here"),
  INVALID_REFERENCE("OST011", Severity.ERROR, "A reference that cannot be resolved"),
  NO_EFFECT("OST012", Severity.WARNING, "Configuration that can never take effect"),
  UNUSABLE_SECRET(
      "OST013", Severity.ERROR, "A Secret or ConfigMap whose content cannot be used for TLS"),
  SECRET_DENIED(
      "OST014", Severity.ERROR, "A Secret that the gateway may not have, so it is not sent"),
  UNEVEN_WEIGHTS("OST020", Severity.WARNING, "Weights that do not add up to 100"),
  UNREACHABLE_ROUTE(
      "OST021", Severity.WARNING, "A rule that another VirtualService leaves no request"),
  UNUSED_VIRTUAL_SERVICE(
      "OST022", Severity.WARNING, "A VirtualService of Gateways that no proxy runs"),
  UNSELECTED_GATEWAY("OST023", Severity.WARNING, "A Gateway whose selector picks no proxy"),
  EXPIRING_CERTIFICATE("OST024", Severity.WARNING, "A certificate that expires within 30 days"),
  INTERNAL("OST099", Severity.ERROR, "A fault of Ostia itself; the last good state is kept");

  private final String id;
  private final Severity severity;
  private final String title;

  DiagnosticCode(String id, Severity severity, String title) {
    this.id = id;
    this.severity = severity;
    this.title = title;
  }

  /** As users see it: {@code IST0101}, {@code OST001}. */
  public String id() {
    return id;
  }

  /** The usual severity. */
  public Severity severity() {
    return severity;
  }

  /** What it is about, in a few words. */
  public String title() {
    return title;
  }
}
