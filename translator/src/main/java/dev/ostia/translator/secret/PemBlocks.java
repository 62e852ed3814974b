package dev.ostia.translator.secret;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM text to its blocks and back. What surrounds the blocks is passed over, as Envoy does. */
final class PemBlocks {

  private static final String BEGIN = "-----BEGIN ";
  private static final String WRITE_PEM =
      "Put the PEM text there: it starts with '-----BEGIN', and is base64-encoded once in 'data' or"
          + " written as it is in 'stringData'";

  private PemBlocks() {}

  /**
   * The blocks of a text, in order.
   *
   * @param key the name of the Secret's entry, for messages
   * @throws UnusableSecretException if there is none, or one is damaged
   */
  static List<PemObject> read(String key, byte[] content) throws UnusableSecretException {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.contains(BEGIN)) {
      throw new UnusableSecretException(
          "has no PEM text under " + key + (isEncodedTwice(text) ? ": it is encoded twice" : ""),
          WRITE_PEM);
    }
    List<PemObject> blocks = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        blocks.add(block);
      }
    } catch (IOException | RuntimeException e) {
      // Unchecked where the text between the lines is not base64.
      throw damaged(key);
    }
    if (blocks.isEmpty()) {
      throw damaged(key);
    }
    return blocks;
  }

  private static UnusableSecretException damaged(String key) {
    return new UnusableSecretException(
        "has damaged PEM text under " + key,
        "Put it in again, whole, with its BEGIN and END lines");
  }

  private static boolean isEncodedTwice(String text) {
    try {
      byte[] decoded = Base64.getMimeDecoder().decode(text);
      return new String(decoded, StandardCharsets.ISO_8859_1).startsWith(BEGIN);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** PEM text of these blocks. */
  static String write(List<PemObject> blocks) {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      for (PemObject block : blocks) {
        writer.writeObject(block);
      }
    } catch (IOException e) {
      throw new IllegalStateException("text could not be written into memory", e);
    }
    return text.toString();
  }
}
