namespace ArtifactGate.Detection.Rules;

/// <summary>Private keys of crypto currencies and of networks that use the same forms.</summary>
internal static class Wallets
{
    private static readonly Alphabet Base58 = Alphabet.Get("[1-9A-HJ-NP-Za-km-z]");

    /// <summary>Base58 with a checksum; begins with K or L.</summary>
    public static readonly RunRule BitcoinPrivateKey = new()
    {
        Code = "AG1990",
        Name = "bitcoin-private-key",
        Title = "Bitcoin private key",
        Issuer = "Bitcoin",
        Kind = "private key (WIF, compressed)",
        Risk = "Spends whatever its address holds.",
        Revoke = "Move the funds to a new address.",
        Reference = "https://github.com/bitcoin/bips/blob/master/bip-0178.mediawiki",
        Cwe = "CWE-321",
        Alphabet = Base58,
        Length = 52,
        Starts = "KL",
        Proof = new Base58CheckProof(34, 1, [0x80]),
    };

    /// <summary>Base58 with a checksum; begins with 5.</summary>
    public static readonly RunRule BitcoinPrivateKeyUncompressed = new()
    {
        Code = "AG1991",
        Name = "bitcoin-private-key-uncompressed",
        Title = "Bitcoin private key (uncompressed)",
        Issuer = "Bitcoin",
        Kind = "private key (WIF, uncompressed)",
        Risk = "Spends whatever its address holds.",
        Revoke = "Move the funds to a new address.",
        Reference = "https://en.bitcoin.it/wiki/Wallet_import_format",
        Cwe = "CWE-321",
        Alphabet = Base58,
        Length = 51,
        Starts = "5",
        Proof = new Base58CheckProof(33, -1, [0x80]),
    };

    /// <summary>Base58 with a checksum.</summary>
    public static readonly TokenRule BitcoinExtendedKey = new()
    {
        Code = "AG1992",
        Name = "bitcoin-extended-key",
        Title = "Bitcoin extended private key",
        Issuer = "Bitcoin",
        Kind = "extended private key",
        Risk = "Spends what every address derived from it holds.",
        Revoke = "Move the funds to addresses of a new wallet.",
        Reference = "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
        Cwe = "CWE-321",
        Shape = Shape.Of("xprv{[1-9A-HJ-NP-Za-km-z]:107}", "yprv{[1-9A-HJ-NP-Za-km-z]:107}", "zprv{[1-9A-HJ-NP-Za-km-z]:107}"),
        Proof = new Base58CheckProof(78, -1, [0x04, 0x88, 0xAD, 0xE4], [0x04, 0x9D, 0x78, 0x78], [0x04, 0xB2, 0x43, 0x0C]),
    };

    /// <summary>Bech32 with a checksum.</summary>
    public static readonly TokenRule NostrSecretKey = new()
    {
        Code = "AG1993",
        Name = "nostr-secret-key",
        Title = "Nostr secret key",
        Issuer = "Nostr",
        Kind = "secret key",
        Risk = "Writes and reads messages as its owner, for ever.",
        Revoke = "There is no way back: announce a new key from the old one.",
        Reference = "https://github.com/nostr-protocol/nips/blob/master/19.md",
        Cwe = "CWE-321",
        Shape = Shape.Of("nsec1{[qpzry9x8gf2tvdw0s3jn54khce6mua7l]:58}"),
        Proof = new Bech32Proof("nsec"),
    };

    /// <summary>Base32 with a version and a checksum.</summary>
    public static readonly RunRule StellarSeed = new()
    {
        Code = "AG1994",
        Name = "stellar-seed",
        Title = "Stellar secret seed",
        Issuer = "Stellar",
        Kind = "secret seed",
        Risk = "Spends whatever the account holds.",
        Revoke = "Move the funds to a new account, or replace the signer.",
        Reference = "https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0023.md",
        Cwe = "CWE-321",
        Alphabet = Alphabet.Get("BASE32"),
        Length = 56,
        Starts = "S",
        Proof = new StellarSeedProof(),
    };

    /// <summary>12 to 24 words with a checksum, under their name.</summary>
    public static readonly ContextRule SeedPhrase = new()
    {
        Code = "AG1995",
        Name = "wallet-seed-phrase",
        Title = "Seed phrase of a wallet",
        Issuer = "Wallets",
        Kind = "BIP 39 seed phrase",
        Risk = "Spends what every address of the wallet holds, on every chain.",
        Revoke = "Move the funds to addresses of a new wallet.",
        Reference = "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki",
        Cwe = "CWE-321",
        Keywords = ["mnemonic", "seed_phrase", "seedphrase", "recovery_phrase", "recoveryphrase"],
        Value = new ValueShape("{[a-z ]:47-215}"),
        Proof = new SeedPhraseProof(),
    };
}
