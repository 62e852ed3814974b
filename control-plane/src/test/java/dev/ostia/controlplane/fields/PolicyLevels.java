package dev.ostia.controlplane.fields;

/** A traffic policy can stand at four levels; the table has its fields once. */
final class PolicyLevels {

  private static final String TOP = "trafficPolicy.";
  private static final String SUBSET = "subsets[].";
  private static final String PORTS = TOP + "portLevelSettings[].";

  private PolicyLevels() {}

  /** The field of the top-level policy that this one is a copy of; else the field itself. */
  static String unique(String path) {
    String field = path.startsWith(SUBSET + TOP) ? path.substring(SUBSET.length()) : path;
    return field.startsWith(PORTS) && !field.startsWith(PORTS + "port")
        ? TOP + field.substring(PORTS.length())
        : field;
  }
}
