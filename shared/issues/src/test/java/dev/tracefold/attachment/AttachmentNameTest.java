package dev.tracefold.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttachmentNameTest {

  @ParameterizedTest
  @CsvSource({
    "log.txt, log.txt",
    "../../etc/passwd, _.._etc_passwd",
    "C:\\windows\\system.ini, C__windows_system.ini",
    ".bashrc, bashrc",
    "..., _",
    "con.txt, _con.txt",
    "COM1, _COM1",
    "a?b*c, a_b_c",
    "'ends with a stop.', ends with a stop",
    "日本.log, 日本.log"
  })
  void aFileNameStaysInItsFolder(String name, String expected) {
    assertThat(AttachmentName.of(name).fileName()).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  ", "\u0000\u001b", "\u202e", "\ud800"})
  void whatCannotBeSeenIsNoName(String name) {
    assertThat(AttachmentName.of(name)).isEqualTo(AttachmentName.UNNAMED);
  }

  @Test
  void invisibleCharactersAreLeftOut() {
    assertThat(AttachmentName.of("a\u001b[31mb\u202e.exe\n").value()).isEqualTo("a[31mb.exe");
  }

  @Test
  void aLongNameKeepsItsEnding() {
    AttachmentName name = AttachmentName.of("n".repeat(10_240) + ".json");

    assertThat(name.value()).hasSize(AttachmentName.LENGTH_MAX).endsWith("n.json");
    assertThat(name.fileName()).hasSize(AttachmentName.FILE_NAME_BYTES_MAX).endsWith("n.json");
  }

  @Test
  void theLongestNameStaysWhole() {
    String longest = "n".repeat(AttachmentName.LENGTH_MAX);

    assertThat(AttachmentName.of(longest).value()).isEqualTo(longest);
    assertThatThrownBy(() -> new AttachmentName(longest + "n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whateverTheNameTheFileIsInTheFolder() {
    Path folder = Path.of("folder").toAbsolutePath();
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        name.append(
            switch (random.nextInt(4)) {
              case 0 -> "../\\.: ~\u0000\u202e".charAt(random.nextInt(10));
              case 1 -> (char) random.nextInt(0x10000);
              default -> (char) ('a' + random.nextInt(26));
            });
      }
      String fileName = AttachmentName.of(name.toString()).fileName();
      assertThat(fileName.getBytes(StandardCharsets.UTF_8).length)
          .isBetween(1, AttachmentName.FILE_NAME_BYTES_MAX + 1);
      assertThat(folder.resolve(fileName).normalize().getParent()).isEqualTo(folder);
    }
  }
}
