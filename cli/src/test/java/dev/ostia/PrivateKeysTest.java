package dev.ostia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No file of the project holds a private key: no golden file, no page of the docs, no source. */
class PrivateKeysTest {

  private static final Path ROOT =
      Path.of(System.getProperty("ostia.root", "..")).toAbsolutePath().normalize();

  /** What tools write and git does not keep. */
  private static final Set<String> PASSED_OVER = Set.of(".git", "target", "node_modules");

  /**
   * PEM with the start of a key behind it, on one line or several; the same in base64, as a Secret
   * holds it; and the start of a key without PEM around it: PKCS#8 of EC, and RSA.
   */
  private static final Pattern KEY =
      Pattern.compile(
          "BEGIN [A-Z ]*PRIVATE KEY-----(\\s|\\\\n|\")*[A-Za-z0-9+/]{32}"
              + "|LS0tLS1[C]RUdJTiBQUklWQVRFIEtF"
              + "|LS0tLS1[C]RUdJTiBFQyBQUklWQVRFIEtF"
              + "|LS0tLS1[C]RUdJTiBSU0EgUFJJVkFURSBLRV"
              + "|MI[GH][A-Za-z0-9]AgEAMBMGByq[G]SM49"
              + "|MII[A-Za-z0-9]{3}IBADANBgkqhkiG9w0BAQ");

  @Test
  void noFileHoldsOne() throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return PASSED_OVER.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && holdsKey(file)) {
              found.add(ROOT.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
          }
        });

    assertThat(found).isEmpty();
  }

  private static boolean holdsKey(Path file) throws IOException {
    return KEY.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).find();
  }

  /** The test would be worth nothing if it did not see these. */
  @Test
  void keysAreSeen() {
    String line = "A".repeat(64);
    String pem = "-----BEGIN PRIVATE " + "KEY-----";
    assertThat(
            List.of(
                pem + "\n" + line,
                pem + "\\n" + line,
                pem.replace("PRIV", "RSA PRIV") + "\r\n  " + line,
                "key: MIGH" + "AgEAMBMGByqGSM49AgEGCCqGSM49",
                "MIIEvQ" + "IBADANBgkqhkiG9w0BAQEFAASC"))
        .allMatch(text -> KEY.matcher(text).find());
    assertThat(KEY.matcher(pem + "\nAAAA\n").find()).isFalse();
  }
}
