package dev.ostia.controlplane.fields;

/**
 * What Ostia does with one field.
 *
 * @param path below {@code spec}; for the mesh configuration from its top
 * @param tier A to C, how common it is
 * @param note why, where the proof does not tell
 */
record FieldRow(String path, String tier, Standing standing, String proof, String note) {

  /** What becomes of a field, and by which word the table says so. */
  enum Standing {
    /** A change of it changes Envoy's configuration: shown by a case. */
    HONOURED("honoured"),
    /** It has no effect and a diagnostic names it: shown by a case. */
    DIAGNOSTIC("diagnostic"),
    /** It means nothing to a gateway, or Istio itself does not read it; the note says why. */
    NOT_APPLICABLE("not applicable"),
    /** No case shows what becomes of it. */
    UNPROVEN("no proof");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  FieldRow proven(Standing now, String byCase) {
    return new FieldRow(path, tier, now, byCase, note);
  }
}
