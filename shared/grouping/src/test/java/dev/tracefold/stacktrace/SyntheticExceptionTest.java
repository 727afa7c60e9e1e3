package dev.tracefold.stacktrace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracefold.event.ErrorEvent;
import dev.tracefold.event.EventReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntheticExceptionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SIGSEGV", "EXC_BAD_ACCESS", "EXC_CRASH / 0x00000001", "EXCEPTION_STACK_OVERFLOW",
        "KERN_PROTECTION_FAILURE", "ILL_ILLOPC", "SIG_", "SIGABRT\n"
      })
  void codesOfCrashHandlersAreRecognised(String type) {
    assertThat(SyntheticException.isCrashCode(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SIG",
        "EXC_",
        "SIGabrt",
        "NSException",
        "0x00000000 / 0x00000000",
        "xSIGABRT",
        "SIGABRT\n\n",
        "SIGABRT!"
      })
  void otherTypesAreNot(String type) {
    assertThat(SyntheticException.isCrashCode(type)).isFalse();
  }

  @Test
  void onlyUndecidedMechanismsAreMarked() throws JsonProcessingException {
    ErrorEvent event =
        EventReader.read(
            new ObjectMapper()
                .readTree(
                    """
                    {"exception": {"values": [
                      {"type": "SIGABRT", "mechanism": {"type": "a"}},
                      {"type": "SIGABRT", "mechanism": {"type": "a", "synthetic": false}},
                      {"type": "SIGABRT"},
                      {"type": "Error", "mechanism": {"type": "a"}},
                      {"mechanism": {"type": "a"}}]}}
                    """));

    assertThat(SyntheticException.mark(event).exceptions())
        .extracting(e -> e.mechanism() == null ? null : e.mechanism().synthetic())
        .containsExactly(true, false, null, null, null);
  }
}
