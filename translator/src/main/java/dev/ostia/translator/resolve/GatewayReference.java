package dev.ostia.translator.resolve;

/** The forms in which a VirtualService names a Gateway ({@code spec.gateways}). */
public final class GatewayReference {

  /** The reserved name for all sidecars; never a gateway. */
  public static final String MESH = "mesh";

  private GatewayReference() {}

  /**
   * The Gateway that a reference means, as {@code namespace/name}: {@code gw} and {@code ./gw} are
   * of the referring object's namespace, {@code ns/gw} says it, and the old form {@code
   * gw.ns.svc.cluster.local} has it as the second label. {@link #MESH} stays as it is.
   */
  public static String qualify(String reference, String namespace) {
    if (reference.equals(MESH)) {
      return reference;
    }
    int slash = reference.indexOf('/');
    if (slash >= 0) {
      return reference.startsWith("./") ? namespace + reference.substring(1) : reference;
    }
    int dot = reference.indexOf('.');
    if (dot < 0) {
      return namespace + "/" + reference;
    }
    int end = reference.indexOf('.', dot + 1);
    String inNamespace = reference.substring(dot + 1, end < 0 ? reference.length() : end);
    return inNamespace + "/" + reference.substring(0, dot);
  }
}
