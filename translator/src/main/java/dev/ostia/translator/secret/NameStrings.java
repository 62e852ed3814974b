package dev.ostia.translator.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1UniversalString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The texts in the names of a subject or issuer. Envoy's library decodes them when it reads a
 * certificate and refuses those that are no Unicode text; other readers let them pass.
 */
final class NameStrings {

  private static final int UNIVERSAL_BYTES = 4;
  private static final Charset UTF_32 = Charset.forName("UTF-32BE");

  /**
   * The first and the last of the code points in the middle of the plane that stand for nothing.
   */
  private static final int NONE_FROM = 0xFDD0;

  private static final int NONE_TO = 0xFDEF;

  /** With the last bit cleared, the end of the last two code points of each plane. */
  private static final int PLANE_END = 0xFFFE;

  private static final int BYTE = 0xFF;

  /** A length above this says of how many further bytes the length consists. */
  private static final int LONG = 0x80;

  private NameStrings() {}

  /** Whether every text of the name can be decoded. */
  static boolean areSound(X500Name name) throws IOException {
    for (RDN part : name.getRDNs()) {
      for (AttributeTypeAndValue attribute : part.getTypesAndValues()) {
        if (!isSound(attribute.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isSound(ASN1Encodable value) throws IOException {
    return switch (value.toASN1Primitive()) {
      case ASN1UTF8String text -> decodes(utf8Bytes(text), StandardCharsets.UTF_8);
      case ASN1UniversalString text ->
          text.getOctets().length % UNIVERSAL_BYTES == 0 && decodes(text.getOctets(), UTF_32);
      case ASN1BMPString text -> text.getString().chars().allMatch(NameStrings::isCharacter);
      default -> true;
    };
  }

  /** As they are in the certificate, without the tag and the length before them. */
  private static byte[] utf8Bytes(ASN1UTF8String text) throws IOException {
    byte[] encoded = text.getEncoded();
    int length = encoded[1] & BYTE;
    return Arrays.copyOfRange(encoded, length > LONG ? length - LONG + 2 : 2, encoded.length);
  }

  private static boolean decodes(byte[] bytes, Charset charset) {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes))
          .codePoints()
          .allMatch(NameStrings::isCharacter);
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean isCharacter(int code) {
    return (code & PLANE_END) != PLANE_END
        && (code < NONE_FROM || code > NONE_TO)
        && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE);
  }
}
