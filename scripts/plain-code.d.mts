export declare function plainCode(root: string): Map<string, string>;
