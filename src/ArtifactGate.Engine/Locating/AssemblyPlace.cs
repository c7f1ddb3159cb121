using System.Reflection.Metadata;

namespace ArtifactGate.Engine.Locating;

/// <summary>What a run of bytes of an assembly belongs to.</summary>
/// <param name="Member">The method that uses it, the field, or what an attribute is attached to, as a reader of the source would write it.</param>
/// <param name="Type">The type it is in, whose source files are searched first; nil when it belongs to no type.</param>
/// <param name="Method">The method that uses it; nil for constants and attributes.</param>
/// <param name="IlOffset">Where in the method's code.</param>
internal sealed record AssemblyPlace(string Member, TypeDefinitionHandle Type, MethodDefinitionHandle Method = default, int IlOffset = 0);
