package dev.tracefold.archive;

import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What a lambda runs: a method or a constructor.
 *
 * @param handle as the compiler names it
 */
record Body(Handle handle) {

  boolean isConstructor() {
    return handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
  }

  boolean isStatic() {
    return handle.getTag() == Opcodes.H_INVOKESTATIC;
  }

  /** The types that it takes, the instance that it is called on among them. */
  List<Type> taken() {
    Stream<Type> instance =
        isStatic() || isConstructor()
            ? Stream.of()
            : Stream.of(Type.getObjectType(handle.getOwner()));
    return Stream.concat(instance, Stream.of(Type.getArgumentTypes(handle.getDesc()))).toList();
  }

  /** The type that it gives: for a constructor, its class. */
  Type given() {
    return isConstructor()
        ? Type.getObjectType(handle.getOwner())
        : Type.getReturnType(handle.getDesc());
  }

  /** Writes what comes before the values that it takes. */
  void writeStart(MethodVisitor code) {
    if (isConstructor()) {
      code.visitTypeInsn(Opcodes.NEW, handle.getOwner());
      code.visitInsn(Opcodes.DUP);
    }
  }

  /** Writes the call, on the values that it takes. */
  void writeCall(MethodVisitor code) {
    int opcode =
        switch (handle.getTag()) {
          case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
          case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
          case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
          case Opcodes.H_INVOKESPECIAL, Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
          default ->
              throw new IllegalStateException(
                  "found a lambda that runs %s; expected a method or a constructor"
                      .formatted(handle));
        };
    code.visitMethodInsn(
        opcode, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
  }
}
