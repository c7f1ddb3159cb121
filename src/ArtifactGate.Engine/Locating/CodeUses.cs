using System.Collections.Frozen;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ArtifactGate.Engine.Locating;

/// <summary>Finds the first instruction that uses a literal or a field (ECMA-335 III.1.2: one or two bytes of code, then an operand).</summary>
internal static class CodeUses
{
    private static readonly FrozenDictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Where(f => f.FieldType == typeof(OpCode)).Select(f => (OpCode)f.GetValue(null)!)
        .ToFrozenDictionary(o => o.Value & 0xFFFF, o => o.OperandType);

    /// <summary>Tokens and the places in code that use them first. A token without an entry is used by no method.</summary>
    public static Dictionary<int, AssemblyPlace> Find(PEReader image, MetadataReader metadata, ICollection<int> tokens)
    {
        var uses = new Dictionary<int, AssemblyPlace>();
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            if (uses.Count == tokens.Count)
            {
                break;
            }

            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & System.Reflection.MethodImplAttributes.CodeTypeMask) != 0)
            {
                continue;
            }

            foreach ((int token, int at) in TokensIn(image.GetMethodBody(method.RelativeVirtualAddress).GetILReader()))
            {
                if (tokens.Contains(token) && !uses.ContainsKey(token))
                {
                    uses[token] = new AssemblyPlace(MemberNames.Of(metadata, handle), method.GetDeclaringType(), handle, at);
                }
            }
        }

        return uses;
    }

    private static List<(int Token, int At)> TokensIn(BlobReader code)
    {
        var tokens = new List<(int, int)>();
        while (code.RemainingBytes > 0)
        {
            int at = code.Offset;
            int value = code.ReadByte();
            value = value == 0xFE && code.RemainingBytes > 0 ? 0xFE00 | code.ReadByte() : value;
            if (!Operands.TryGetValue(value, out OperandType operand) || Width(operand, code) is var width && width > code.RemainingBytes)
            {
                break;
            }

            if (operand is OperandType.InlineString or OperandType.InlineField or OperandType.InlineTok)
            {
                tokens.Add((code.ReadInt32(), at));
                continue;
            }

            code.Offset += (int)width;
        }

        return tokens;
    }

    private static long Width(OperandType operand, BlobReader rest) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => rest.RemainingBytes < 4 ? long.MaxValue : 4 + (4 * (long)rest.ReadUInt32()),
        _ => 4,
    };
}
