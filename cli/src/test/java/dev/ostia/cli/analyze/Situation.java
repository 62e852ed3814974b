package dev.ostia.cli.analyze;

import java.util.List;

/**
 * What a code is told of where no file can be the example: a size, a date, a fault.
 *
 * @param when what is the case
 * @param says what is told then
 */
record Situation(String code, String when, String says, String remedy) {

  static final Situation FILE =
      new Situation(
          "OST007",
          "a file of 20 MiB",
          "the file is larger than 16 MiB",
          "Split it into several files");

  static final Situation CERTIFICATE =
      new Situation(
          "OST024",
          "a Gateway's `credentialName` that names a Secret with a certificate made for 90 days, 81"
              + " days ago,",
          "its certificate expires in 9 days, at 2027-03-01T12:00:00Z",
          "Put in a new one before; the gateway takes it without a restart");

  static final Situation FAULT =
      new Situation(
          "OST099",
          "a change that the translation does not survive",
          "the configuration of gateways with labels {istio=edge} in namespace istio-system could"
              + " not be made after a change of VirtualService default/a"
              + " (java.lang.IllegalStateException: boom); they keep the last good one",
          "This is a fault of Ostia: please report it with the object, and undo the change"
              + " meanwhile");

  static List<Situation> all() {
    return List.of(FILE, CERTIFICATE, FAULT);
  }
}
