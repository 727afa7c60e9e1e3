package dev.tracefold.grouping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.event.EventReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One event per strategy, with the text that each of its hashes is made of. */
final class HashedTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "newstyle:2019-10-29 | {'logentry':{'message':'hello 12'}} | hello <int>",
        "newstyle:2019-04-05 | {'logentry':{'message':'hello 12'}} | hello 12",
        "legacy:2019-03-12 | {'logentry':{'formatted':'hello 12'}} | hello 12",
        "newstyle:2019-10-29 | {'template':{'filename':'a.html','context_line':' x '}} | ~a.html x ~",
        "newstyle:2019-10-29 | {'hpkp':{'hostname':'h.io'}} | hpkph.io",
        "newstyle:2019-10-29 | {'expectct':{'hostname':'h.io'}} | expect-cth.io",
        "newstyle:2019-10-29 | {'expectstaple':{'hostname':'h.io'}} | expect-stapleh.io",
        "newstyle:2019-10-29 | {'csp':{'effective_directive':'img-src','blocked_uri':'ftp://e.io/x'}} | img-srcftp://e.io",
        "newstyle:2019-10-29 | {'csp':{'blocked_uri':'https://e.io/x'}} | Nonee.io",
        "newstyle:2019-10-29 | {'stacktrace':{'frames':[{'module':'m','function':'f','filename':'x'}]}} | mf",
        "legacy:2019-03-12 | {'stacktrace':{'frames':[{'filename':'/v1.2.3/x.py','lineno':3}]}} | /<version>/x.py3",
        "newstyle:2019-10-29 | {'platform':'ruby','stacktrace':{'frames':[{'function':'block in x'}]}} | block",
        "newstyle:2019-10-29 | {'platform':'java','stacktrace':{'frames':[{'module':'a.B$$EnhancerByCGLIB$$1f2','function':'f'}]}} | a.B$$EnhancerByCGLIB$$<auto>f",
        "newstyle:2019-10-29 | {'threads':{'values':[{'crashed':true,'stacktrace':{'frames':[{'function':'f'}]}},{}]}} | f",
        "newstyle:2019-10-29 | {'exception':{'values':[{'type':'E','value':'w 1'}]}} | Ew <int>",
        "newstyle:2019-10-29 | {'exception':{'values':[{'type':'A','stacktrace':{'frames':[{'function':'a','in_app':true},{'function':'b'}]}},{'type':'B','value':'w 1'}]}} | aABw <int> / abA",
        "mobile:2021-02-12 | {'exception':{'values':[{'type':'SIGABRT','mechanism':{'type':'x'},'stacktrace':{'frames':[{'function':'a','in_app':true},{'function':'b','in_app':true}]}}]}} | abSIGABRT",
        "newstyle:2019-10-29 | {'fingerprint':['x','{{default}}','{{ message }}'],'logentry':{'formatted':'hello 12'}} | xhello <int>hello 12",
        "newstyle:2019-10-29 | {'fingerprint':['{{ tags.a }}','{{ foo }}'],'tags':[['a','1']]} | 1{{ foo }}",
        "newstyle:2019-10-29 | {} | ~~",
      })
  void hashesAreMadeOfTheseTexts(String config, String event, String texts) throws Exception {
    GroupedEvent grouped =
        Grouper.group(
            EventReader.read(new ObjectMapper().readTree(event.replace('\'', '"'))),
            GroupingSetup.of(GroupingConfig.find(config).orElseThrow()));

    assertThat(grouped.grouping().hashes())
        .containsExactlyElementsOf(
            Arrays.stream(texts.split(" / ", -1)).map(HashedTextTest::md5).toList());
  }

  private static Hash md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
      return new Hash(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
