namespace ArtifactGate.Testing.Formats;

/// <summary>Makes carriers of one kind.</summary>
/// <param name="Carries">What they can hold.</param>
/// <param name="Make">Makes one with these items, in a folder for what it writes on the way; null where the program it needs is missing.</param>
public sealed record FormatMaker(Carries Carries, Func<string, IReadOnlyList<PayloadItem>, FormatSample?> Make)
{
    /// <summary>The one item with <see cref="FormatSamples.Canary"/> that such a carrier gets.</summary>
    public PayloadItem CanaryItem => Carries switch
    {
        Carries.Tree => new("dir/canary.txt", FormatSamples.Text()),
        Carries.Named or Carries.Strings => new("ApiKey", System.Text.Encoding.UTF8.GetBytes(FormatSamples.Canary)),
        _ => new("canary.txt", FormatSamples.Text()),
    };

    /// <summary>A carrier of the canary.</summary>
    /// <param name="folder">A folder for what is written on the way.</param>
    public FormatSample? MakeCanary(string folder) => Make(folder, [CanaryItem]);
}
