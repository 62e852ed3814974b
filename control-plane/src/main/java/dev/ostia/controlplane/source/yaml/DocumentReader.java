package dev.ostia.controlplane.source.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the documents of a YAML or JSON file. Scalars mean what they mean to {@code kubectl}: see
 * {@link YamlScalars}.
 */
public final class DocumentReader {

  /** Larger files are refused. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private DocumentReader() {}

  /**
   * All documents of a file that are not empty, in order.
   *
   * @param file as messages name it; a name that ends in {@code .json} is read as JSON
   * @throws UnreadableException if the text is broken anywhere; nothing of the file counts then
   */
  public static List<Document> read(String file, byte[] bytes) throws UnreadableException {
    String text = decode(bytes);
    return file.endsWith(".json")
        ? new JsonReader(file).read(text)
        : new YamlReader(file).read(text);
  }

  private static String decode(byte[] bytes) throws UnreadableException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    chars.flip();
    String text = chars.toString();
    if (result.isError()) {
      LineColumn place = LineColumn.atEndOf(text);
      throw UnreadableException.at(
          place.line(),
          place.column(),
          "the file is not text in UTF-8",
          "Save it in the encoding UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
